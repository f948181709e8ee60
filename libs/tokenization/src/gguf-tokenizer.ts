import { TokenizationError } from './errors.js';
import { bpeTokenizerJson, type TextSplit, type TokenizerJson } from './tokenizer-json.js';

/** The tokenizer of a GGUF file: the values of its `tokenizer.ggml.*` keys. */
export interface GgufTokenizer {
  /** `gpt2` is byte-level BPE. */
  readonly model: string;
  /** How text is cut before BPE, by name. */
  readonly pre: string;
  /** By id. */
  readonly tokens: readonly string[];
  /** A kind per token: 1 normal, 3 control, 4 user-defined, 5 unused. */
  readonly types: readonly number[];
  /** Two tokens with a space between, by rank. */
  readonly merges: readonly string[];
  readonly eosId: number | undefined;
  readonly padId: number | undefined;
}

const CONTROL = 3;
const USER_DEFINED = 4;
const UNUSED = 5;

const byteLevel = (useRegex: boolean): Record<string, unknown> => ({
  type: 'ByteLevel',
  add_prefix_space: false,
  trim_offsets: true,
  use_regex: useRegex,
});
const QWEN2_PATTERN = String.raw`(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`;

/** The cuts that GGUF files name (llama.cpp, `llama-vocab.cpp`), as the models' own `tokenizer.json` spell them. */
const SPLITS: ReadonlyMap<string, TextSplit> = new Map(
  Object.entries({
    'gpt-2': { normalizer: null, preTokenizer: byteLevel(true) },
    smollm: {
      normalizer: null,
      preTokenizer: {
        type: 'Sequence',
        pretokenizers: [{ type: 'Digits', individual_digits: true }, byteLevel(true)],
      },
    },
    qwen2: {
      normalizer: { type: 'NFC' },
      preTokenizer: {
        type: 'Sequence',
        pretokenizers: [
          { type: 'Split', pattern: { Regex: QWEN2_PATTERN }, behavior: 'Isolated', invert: false },
          byteLevel(false),
        ],
      },
    },
  }),
);

/** A tokenizer as Hugging Face's files hold it. */
export interface ImportedTokenizer {
  readonly json: TokenizerJson;
  readonly eosToken: string;
  readonly padToken: string;
}

/**
 * Turns the tokenizer of a GGUF file into a `tokenizer.json` that gives the same ids.
 *
 * @param file named in errors.
 * @throws TokenizationError INVALID_TOKENIZER for another kind than byte-level BPE, an unknown cut, or tables that do not
 * fit together.
 */
export function importGgufTokenizer(tokenizer: GgufTokenizer, file: string): ImportedTokenizer {
  const { model, pre, tokens, types, merges, eosId } = tokenizer;
  const invalid = (key: string, message: string): TokenizationError =>
    new TokenizationError('INVALID_TOKENIZER', `${file} (tokenizer.ggml.${key})`, message);
  if (model !== 'gpt2')
    throw invalid('model', `"${model}" is no byte-level BPE (gpt2), the only kind that is read here`);
  const split = SPLITS.get(pre);
  if (!split) throw invalid('pre', `"${pre}" is not supported (${[...SPLITS.keys()].join(', ')} are)`);
  if (types.length !== tokens.length) {
    throw invalid('token_type', `has ${types.length} entries for ${tokens.length} tokens`);
  }
  // Rows of the embedding beyond the vocabulary are filled with names that no text may be read as.
  const used = types.findLastIndex((type) => type !== UNUSED) + 1;
  const vocab = tokens.slice(0, used);
  const ids = new Set(vocab);
  if (ids.size !== vocab.length) throw invalid('tokens', 'a token stands there twice');
  const ofType = (wanted: number): string[] => vocab.filter((_, id) => types[id] === wanted);
  const pairs = merges.map((merge, rank): [string, string] => {
    const space = merge.indexOf(' ', 1);
    const [left, right] = [merge.slice(0, space), merge.slice(space + 1)];
    if (space < 1 || !ids.has(left) || !ids.has(right) || !ids.has(left + right)) {
      throw invalid('merges', `number ${rank}, "${merge}", does not join two tokens to a third`);
    }
    return [left, right];
  });
  const eosToken = eosId === undefined ? undefined : vocab[eosId];
  if (eosToken === undefined) throw invalid('eos_token_id', `${eosId ?? 'nothing'} names no token`);
  return {
    json: bpeTokenizerJson(
      { vocab, merges: pairs, special: ofType(CONTROL), added: ofType(USER_DEFINED) },
      split,
    ),
    eosToken,
    padToken: vocab[tokenizer.padId ?? -1] ?? eosToken,
  };
}
