import { BYTE_TO_CHAR, fromByteAlphabet, toByteAlphabet } from './byte-alphabet.js';
import { TokenizationError } from './errors.js';
import { learnMerges, type Word } from './learn-merges.js';
import { preTokenize } from './pre-tokenize.js';
import { bpeTokenizerJson, type TokenizerJson } from './tokenizer-json.js';

export interface BpeTrainingOptions {
  readonly texts: Iterable<string>;
  /** Size of the whole vocabulary, at most: special tokens, bytes, merges and added tokens. Few texts fill less. */
  readonly vocabSize: number;
  /** Tokens that never stand for text, such as the end of a sequence. They get the first ids, in this order. */
  readonly specialTokens: readonly string[];
  /**
   * Fixed strings that are one token wherever they occur in a text, the longest first. They get the last ids; one that
   * is in the vocabulary anyway (such as `}`) keeps its id there, as Hugging Face's tokenizers do.
   */
  readonly addedTokens: readonly string[];
}

const encoder = new TextEncoder();

/**
 * Trains a byte-level BPE and gives it as the content of a `tokenizer.json` that Hugging Face's tokenizers load. The same
 * texts always give the same file. Text is normalized to NFC, so what decodes is the NFC form of what was encoded.
 *
 * @throws TokenizationError INVALID_OPTION: a vocabulary without room for its fixed part, an empty token, or an added
 * token that would decode wrongly elsewhere.
 */
export function trainBpe(options: BpeTrainingOptions): TokenizerJson {
  const special = [...new Set(options.specialTokens)];
  const added = [...new Set(options.addedTokens)];
  // In code-point order, as Hugging Face's trainer has it: ties are broken by place.
  const vocab = [...special, ...[...BYTE_TO_CHAR].sort()];
  const reserved = added.filter((token) => !vocab.includes(token)).length;
  check(options.vocabSize, vocab.length + reserved, [...special, ...added]);
  const merges = learnMerges(countWords(options.texts, vocab, added), vocab, options.vocabSize - reserved);
  return bpeTokenizerJson({ vocab, merges, special, added });
}

/** Distinct pieces of the texts with their counts; what an added token covers is not a piece. */
function countWords(texts: Iterable<string>, vocab: readonly string[], added: readonly string[]): Word[] {
  const fixed = alternatives(added);
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const part of text.split(fixed)) {
      for (const piece of preTokenize(part.normalize('NFC'))) counts.set(piece, (counts.get(piece) ?? 0) + 1);
    }
  }
  const ids = new Map(vocab.map((token, id) => [token, id]));
  return [...counts].map(([piece, count]) => ({
    count,
    symbols: [...toByteAlphabet(piece)].map((char) => ids.get(char) as number),
  }));
}

/** Matches any of the strings, the longest where several start at one place; nothing when there are none. */
function alternatives(strings: readonly string[]): RegExp {
  const longestFirst = [...strings].sort((a, b) => b.length - a.length);
  const escaped = longestFirst.map((text) => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  return new RegExp(escaped.join('|') || '(?!)', 'u');
}

function check(vocabSize: number, fixed: number, tokens: readonly string[]): void {
  if (!Number.isInteger(vocabSize) || vocabSize < fixed) {
    const message = `${vocabSize} is too small: the bytes, special and added tokens alone are ${fixed}`;
    throw new TokenizationError('INVALID_OPTION', 'trainBpe.vocabSize', message);
  }
  for (const token of tokens) {
    if (token === '')
      throw new TokenizationError('INVALID_OPTION', 'trainBpe', 'a special or added token is empty');
    const bytes = fromByteAlphabet(token);
    if (bytes && Buffer.compare(bytes, encoder.encode(token)) !== 0) {
      // Python's decoder would read such a token as bytes of the byte-level alphabet.
      const message = `"${token}" has letters outside ASCII and no space, which decodes wrongly in other implementations`;
      throw new TokenizationError('INVALID_OPTION', 'trainBpe.addedTokens', message);
    }
  }
}
