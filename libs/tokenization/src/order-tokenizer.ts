import { Tokenizer } from '@huggingface/tokenizers';
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { CHAR_TO_BYTE } from './byte-alphabet.js';
import { TokenizationError } from './errors.js';

const TOKENIZER = 'tokenizer.json';
/** Names that end-of-sequence and padding tokens have in the models we know, by preference. */
const EOS_NAMES = ['<|endoftext|>', '</s>', '<|im_end|>'];
const PAD_NAMES = ['<|pad|>', '<|endoftext|>', '<pad>', '</s>'];

const fileSchema = z.looseObject({
  added_tokens: z.array(z.looseObject({ id: z.number().int(), content: z.string() })).default([]),
  model: z.looseObject({ vocab: z.record(z.string(), z.number().int()) }),
});
const tokenName = z.union([z.string(), z.looseObject({ content: z.string() })]).nullish();
const configSchema = z.looseObject({ eos_token: tokenName, pad_token: tokenName });

/** A `tokenizer.json`, run by Hugging Face's tokenizers; byte-level BPE only, as Qwen, Llama 3 and SmolLM use. */
export class OrderTokenizer {
  private readonly bytes: readonly (Uint8Array | undefined)[];
  private readonly decoder = new TextDecoder('utf-8', { ignoreBOM: true });

  private constructor(
    readonly file: string,
    private readonly tokenizer: Tokenizer,
    /** One more than the highest token id. */
    readonly vocabSize: number,
    readonly eosId: number,
    readonly padId: number,
    bytes: readonly (Uint8Array | undefined)[],
  ) {
    this.bytes = bytes;
  }

  /**
   * @param path a model folder or a `tokenizer.json`; a `tokenizer_config.json` beside it names the special tokens.
   * @throws TokenizationError MISSING_FILE or INVALID_TOKENIZER.
   */
  static async load(path: string): Promise<OrderTokenizer> {
    const file = await locate(path);
    const json = await readJson(file, true);
    const parsed = fileSchema.safeParse(json);
    if (!parsed.success) {
      const at = parsed.error.issues[0]?.path.join('.') ?? '';
      throw new TokenizationError(
        'INVALID_TOKENIZER',
        file,
        `${at}: ${parsed.error.issues[0]?.message ?? ''}`,
        parsed.error,
      );
    }
    const config = (await readJson(join(dirname(file), 'tokenizer_config.json'), false)) ?? {};
    const names = configSchema.safeParse(config).data;
    const { vocab } = parsed.data.model;
    const ids = new Map(Object.entries(vocab));
    for (const { content, id } of parsed.data.added_tokens) ids.set(content, id);
    const find = (named: z.infer<typeof tokenName>, others: readonly string[]): number | undefined => {
      const name = typeof named === 'string' ? named : named?.content;
      return [name, ...others]
        .map((n) => (n === undefined ? undefined : ids.get(n)))
        .find((id) => id !== undefined);
    };
    const eos = find(names?.eos_token, EOS_NAMES);
    if (eos === undefined)
      throw new TokenizationError('INVALID_TOKENIZER', file, 'has no end-of-sequence token');
    const size = Math.max(...ids.values()) + 1;
    const added = new Map(parsed.data.added_tokens.map((t) => [t.id, t.content]));
    try {
      const tokenizer = new Tokenizer(json as object, config);
      const bytes = tokenBytes(size, vocab, added);
      return new OrderTokenizer(file, tokenizer, size, eos, find(names?.pad_token, PAD_NAMES) ?? eos, bytes);
    } catch (cause) {
      throw new TokenizationError('INVALID_TOKENIZER', file, 'the tokenizer library refused it', cause);
    }
  }

  /** Ids of a text; no token is put before or after. */
  encode(text: string): number[] {
    return [...this.tokenizer.encode(text, { add_special_tokens: false }).ids];
  }

  /** The text of a whole sequence of ids, special tokens included. Bytes that are not UTF-8 become U+FFFD. */
  decode(ids: readonly number[]): string {
    return this.decoder.decode(Buffer.concat(ids.map((id) => this.tokenBytes(id))));
  }

  /** The bytes that a token stands for; a token may be a part of a character. Empty for ids without a token. */
  tokenBytes(id: number): Uint8Array {
    return this.bytes[id] ?? new Uint8Array();
  }

  /** The text of one token; bytes that are no whole character become U+FFFD. */
  tokenText(id: number): string {
    return this.decoder.decode(this.tokenBytes(id));
  }

  /** @throws TokenizationError DOES_NOT_FIT when the tokenizer has ids that a model of this vocabulary lacks. */
  checkFits(vocabSize: number): void {
    if (this.vocabSize <= vocabSize) return;
    const message = `has ${this.vocabSize} tokens, the model only ${vocabSize}: they belong to different models`;
    throw new TokenizationError('DOES_NOT_FIT', this.file, message);
  }
}

function tokenBytes(
  size: number,
  vocab: Readonly<Record<string, number>>,
  added: ReadonlyMap<number, string>,
) {
  const table: (Uint8Array | undefined)[] = new Array<Uint8Array | undefined>(size);
  for (const [token, id] of Object.entries(vocab)) {
    const bytes = [...token].map((char) => CHAR_TO_BYTE.get(char));
    if (bytes.every((byte) => byte !== undefined)) table[id] = Uint8Array.from(bytes);
  }
  const encoder = new TextEncoder();
  for (const [id, content] of added) table[id] = encoder.encode(content);
  return table;
}

async function locate(path: string): Promise<string> {
  if (basename(path) === TOKENIZER) return path;
  const info = await stat(path).catch((cause: unknown) => {
    throw new TokenizationError('MISSING_FILE', path, 'there is no such folder or file', cause);
  });
  return info.isDirectory() ? join(path, TOKENIZER) : path;
}

async function readJson(file: string, required: boolean): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    if (!required) return undefined;
    throw new TokenizationError('MISSING_FILE', file, 'the tokenizer file cannot be read', cause);
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new TokenizationError('INVALID_TOKENIZER', file, 'is not JSON', cause);
  }
}
