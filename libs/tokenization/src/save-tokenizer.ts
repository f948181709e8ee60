import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TokenizerJson } from './tokenizer-json.js';

export interface SaveTokenizerOptions {
  /** The special tokens' names; they must be in the tokenizer. */
  readonly eosToken: string;
  readonly padToken: string;
  /** Longest sequence of the model, in tokens. */
  readonly maxLength: number;
}

/**
 * Writes `tokenizer.json` and `tokenizer_config.json` into a folder, so that transformers' `AutoTokenizer` loads it. Each
 * file is written aside and renamed, so a reader never sees half of one.
 */
export async function saveTokenizer(
  folder: string,
  json: TokenizerJson,
  options: SaveTokenizerOptions,
): Promise<void> {
  const config = {
    tokenizer_class: 'PreTrainedTokenizerFast',
    eos_token: options.eosToken,
    pad_token: options.padToken,
    model_max_length: options.maxLength,
    model_input_names: ['input_ids', 'attention_mask'],
    // Else decoded text would lose the space before punctuation.
    clean_up_tokenization_spaces: false,
  };
  await mkdir(folder, { recursive: true });
  await writeWhole(join(folder, 'tokenizer.json'), JSON.stringify(json));
  await writeWhole(join(folder, 'tokenizer_config.json'), `${JSON.stringify(config, null, 2)}\n`);
}

async function writeWhole(path: string, text: string): Promise<void> {
  const aside = `${path}.${process.pid}.tmp`;
  await writeFile(aside, text);
  await rename(aside, path);
}
