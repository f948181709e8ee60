import { gaussianVector, hashString } from './gaussian.js';
import { SCRATCH } from './induction-layout.js';

const WORD_SHARE = 0.7;
const SPELLING_SHARE = 0.5;
const FLAG_SHARE = 0.45;
const CONSTANT_SHARE = 0.5;

/**
 * First value of the embedding table: tokens that are spelled alike begin alike.
 *
 * Copying is most of what the model does, and the same word is often two tokens: with a leading space in the text,
 * without it after the opening quote of the JSON; in capitals or not. So a token's vector is the sum of one for its bare
 * word, one for its character trigrams, and one per property (leading space, capital, all capitals, accent), instead of
 * noise of its own. What the properties mean is then learned once for all words. The last dimensions are left to
 * `layInductionCircuit`: one holds a constant, 64 are empty.
 *
 * @param texts the text of each token; row i of the result belongs to token i.
 * @param std standard deviation of the entries.
 * @returns [texts.length, width], row-major.
 */
export function initialEmbedding(
  texts: readonly string[],
  width: number,
  std: number,
  seed: number,
): Float32Array {
  const table = new Float32Array(texts.length * width);
  const words = width - SCRATCH - 1;
  const vector = (key: string): Float32Array => gaussianVector(hashString(key) ^ seed, words);
  texts.forEach((text, id) => {
    const row = new Float32Array(width);
    const addScaled = (key: string, share: number): void => {
      const v = vector(key);
      for (let i = 0; i < words; i++) row[i] = (row[i] as number) + share * (v[i] as number);
    };
    const bare = bareWord(text);
    addScaled(`word:${bare === '' ? `id:${text}` : bare}`, WORD_SHARE);
    const grams = trigrams(bare);
    for (const gram of grams) addScaled(`gram:${gram}`, SPELLING_SHARE / Math.sqrt(grams.length));
    for (const flag of flags(text)) addScaled(`flag:${flag}`, FLAG_SHARE);
    row[words] = CONSTANT_SHARE * Math.sqrt(words);
    const norm = Math.sqrt(row.reduce((sum, x) => sum + x * x, 0));
    const factor = (std * Math.sqrt(width)) / norm;
    for (let i = 0; i < width; i++) table[id * width + i] = (row[i] as number) * factor;
  });
  return table;
}

function bareWord(text: string): string {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
  return plain;
}

function trigrams(word: string): string[] {
  const padded = `^${word}$`;
  return Array.from({ length: Math.max(0, padded.length - 2) }, (_, i) => padded.slice(i, i + 3));
}

function flags(text: string): string[] {
  const word = text.trim();
  const found: string[] = [];
  if (/^ ./u.test(text)) found.push('space');
  if (/^\p{Lu}/u.test(word)) found.push('capital');
  if (/^\p{Lu}{2,}$/u.test(word)) found.push('capitals');
  if (/\p{M}/u.test(text.normalize('NFD'))) found.push('accent');
  return found;
}
