import { BYTE_TO_CHAR, toByteAlphabet } from './byte-alphabet.js';
import { PairQueue } from './pair-queue.js';
import { preTokenize, SPLIT_PATTERN } from './pre-tokenize.js';

export interface BpeTrainingOptions {
  readonly texts: Iterable<string>;
  /** Size of the whole vocabulary: special tokens, bytes, merges and added tokens. */
  readonly vocabSize: number;
  /** Tokens that never stand for text, such as the end of a sequence. They get the first ids. */
  readonly specialTokens: readonly string[];
  /** Fixed strings that are one token wherever they occur in a text. They get the last ids. */
  readonly addedTokens: readonly string[];
}

/** The content of a `tokenizer.json`. */
export type TokenizerJson = Readonly<Record<string, unknown>>;

interface Word {
  readonly count: number;
  symbols: string[];
}

/**
 * Trains a byte-level BPE (https://arxiv.org/abs/1508.07909) and gives it as a `tokenizer.json` that Hugging Face's
 * tokenizers load. Ties between equally frequent pairs go to the first in code-unit order, so that the same texts always
 * give the same file.
 */
export function trainBpe(options: BpeTrainingOptions): TokenizerJson {
  const added = [...new Set(options.addedTokens)];
  const vocab = [...options.specialTokens, ...BYTE_TO_CHAR];
  const mergeCount = options.vocabSize - added.length - vocab.length;
  const merges = learnMerges(countWords(options.texts, added), mergeCount);
  const seen = new Set(vocab);
  for (const [left, right] of merges) {
    if (seen.has(left + right)) continue;
    seen.add(left + right);
    vocab.push(left + right);
  }
  return tokenizerJson(vocab, merges, options.specialTokens, added);
}

/** Distinct pieces of the texts with their counts; what an added token covers is not a piece. */
function countWords(texts: Iterable<string>, added: readonly string[]): Word[] {
  const longestFirst = [...added].sort((a, b) => b.length - a.length);
  const fixed = new RegExp(
    longestFirst.map((t) => t.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|') || '(?!)',
    'gu',
  );
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const part of text.normalize('NFC').split(fixed)) {
      for (const piece of preTokenize(part)) counts.set(piece, (counts.get(piece) ?? 0) + 1);
    }
  }
  return [...counts].map(([piece, count]) => ({ count, symbols: [...toByteAlphabet(piece)] }));
}

function learnMerges(words: readonly Word[], limit: number): [string, string][] {
  const queue = new PairQueue();
  words.forEach((word, index) => countPairs(queue, word, index, 1));
  const merges: [string, string][] = [];
  while (merges.length < limit) {
    const best = queue.best();
    if (!best || best.count < 2) break;
    const [left, right] = best.pair;
    merges.push([left, right]);
    for (const index of best.words) {
      const word = words[index] as Word;
      countPairs(queue, word, index, -1);
      word.symbols = mergeSymbols(word.symbols, left, right);
      countPairs(queue, word, index, 1);
    }
  }
  return merges;
}

function countPairs(queue: PairQueue, word: Word, index: number, sign: 1 | -1): void {
  for (let i = 0; i + 1 < word.symbols.length; i++) {
    queue.add(word.symbols[i] as string, word.symbols[i + 1] as string, sign * word.count, index);
  }
}

function mergeSymbols(symbols: readonly string[], left: string, right: string): string[] {
  const merged: string[] = [];
  for (let i = 0; i < symbols.length; i++) {
    if (symbols[i] === left && symbols[i + 1] === right) {
      merged.push(left + right);
      i++;
    } else {
      merged.push(symbols[i] as string);
    }
  }
  return merged;
}

function tokenizerJson(
  vocab: readonly string[],
  merges: readonly [string, string][],
  special: readonly string[],
  added: readonly string[],
): TokenizerJson {
  const ids = new Map(vocab.map((token, id) => [token, id]));
  const entry = (content: string, id: number, isSpecial: boolean): Record<string, unknown> => ({
    id,
    content,
    single_word: false,
    lstrip: false,
    rstrip: false,
    normalized: false,
    special: isSpecial,
  });
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: [
      ...special.map((content) => entry(content, ids.get(content) ?? 0, true)),
      ...added.map((content, i) => entry(content, vocab.length + i, false)),
    ],
    normalizer: { type: 'NFC' },
    pre_tokenizer: {
      type: 'Sequence',
      pretokenizers: [
        { type: 'Split', pattern: { Regex: SPLIT_PATTERN }, behavior: 'Isolated', invert: false },
        { type: 'ByteLevel', add_prefix_space: false, trim_offsets: false, use_regex: false },
      ],
    },
    post_processor: null,
    decoder: { type: 'ByteLevel', add_prefix_space: false, trim_offsets: false, use_regex: false },
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
