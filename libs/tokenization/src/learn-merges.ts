import { pairKey, pairOf, PairQueue } from './pair-queue.js';

/** A distinct piece of text: how often it occurs, and its symbols as places in the vocabulary. */
export interface Word {
  readonly count: number;
  symbols: readonly number[];
}

/** A pair seen once teaches nothing about other texts. */
const LEAST_COUNT = 2;

/**
 * Byte-pair encoding (https://arxiv.org/abs/1508.07909): merges the most frequent pair of neighbours until the vocabulary
 * has `size` entries or no pair occurs twice. Equally frequent pairs go by their place in the vocabulary, as in Hugging
 * Face's trainer, so the same words always give the same merges, and the same as there.
 *
 * @param vocab is grown in place.
 * @param words their symbols are merged in place.
 */
export function learnMerges(words: readonly Word[], vocab: string[], size: number): [string, string][] {
  const ids = new Map(vocab.map((token, id) => [token, id]));
  const queue = new PairQueue();
  words.forEach((word, index) => {
    addPairs(queue, word, index, 1);
  });
  const merges: [string, string][] = [];
  while (vocab.length < size) {
    const best = queue.take(LEAST_COUNT);
    if (!best) break;
    const [left, right] = pairOf(best.key);
    const pair: [string, string] = [vocab[left] as string, vocab[right] as string];
    merges.push(pair);
    const token = pair[0] + pair[1];
    // Two pairs can spell the same token: both merges are kept, the token is there once.
    const id = ids.get(token) ?? vocab.push(token) - 1;
    ids.set(token, id);
    for (const index of best.words) {
      const word = words[index] as Word;
      const merged = mergeSymbols(word.symbols, left, right, id);
      if (merged.length === word.symbols.length) continue;
      addPairs(queue, word, index, -1);
      word.symbols = merged;
      addPairs(queue, word, index, 1);
    }
  }
  return merges;
}

function addPairs(queue: PairQueue, word: Word, index: number, sign: 1 | -1): void {
  for (let i = 0; i + 1 < word.symbols.length; i++) {
    queue.add(pairKey(word.symbols[i] as number, word.symbols[i + 1] as number), sign * word.count, index);
  }
}

function mergeSymbols(symbols: readonly number[], left: number, right: number, into: number): number[] {
  const merged: number[] = [];
  for (let i = 0; i < symbols.length; i++) {
    if (symbols[i] === left && symbols[i + 1] === right) {
      merged.push(into);
      i++;
    } else {
      merged.push(symbols[i] as number);
    }
  }
  return merged;
}
