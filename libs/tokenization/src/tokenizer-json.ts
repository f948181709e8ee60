import { SPLIT_PATTERN } from './pre-tokenize.js';

/** The content of a `tokenizer.json`. */
export type TokenizerJson = Readonly<Record<string, unknown>>;

export interface BpeTables {
  /** Tokens by id, without the added tokens that are in no merge. */
  readonly vocab: readonly string[];
  readonly merges: readonly (readonly [string, string])[];
  readonly special: readonly string[];
  readonly added: readonly string[];
}

/** What is done to text before BPE, in Hugging Face's terms. */
export interface TextSplit {
  readonly normalizer: Readonly<Record<string, unknown>> | null;
  readonly preTokenizer: Readonly<Record<string, unknown>>;
}

const byteLevel = { type: 'ByteLevel', add_prefix_space: false, trim_offsets: false, use_regex: false };
const OWN_SPLIT: TextSplit = {
  normalizer: { type: 'NFC' },
  preTokenizer: {
    type: 'Sequence',
    pretokenizers: [
      { type: 'Split', pattern: { Regex: SPLIT_PATTERN }, behavior: 'Isolated', invert: false },
      byteLevel,
    ],
  },
};

/** Writes BPE tables down in Hugging Face's format. @param split default: our own pre-tokenizer. */
export function bpeTokenizerJson(
  { vocab, merges, special, added }: BpeTables,
  split: TextSplit = OWN_SPLIT,
): TokenizerJson {
  const ids = new Map(vocab.map((token, id) => [token, id]));
  let next = vocab.length;
  const isSpecial = new Set(special);
  const addedTokens = [...special, ...added.filter((token) => !isSpecial.has(token))].map((content) => ({
    id: ids.get(content) ?? next++,
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: isSpecial.has(content),
  }));
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: addedTokens.sort((a, b) => a.id - b.id),
    normalizer: split.normalizer,
    pre_tokenizer: split.preTokenizer,
    post_processor: null,
    // Decoding heeds none of these settings; they are written as Hugging Face's tokenizers write them.
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      byte_fallback: false,
      ignore_merges: false,
      vocab: Object.fromEntries(ids),
      merges,
    },
  };
}
