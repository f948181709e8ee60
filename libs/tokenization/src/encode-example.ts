import { TokenizationError } from './errors.js';
import type { OrderTokenizer } from './order-tokenizer.js';

/** Positions with this label are not learned from. */
export const IGNORED_LABEL = -100;

const DEFAULT_MAX_LENGTH = 512;

export interface Example {
  readonly prompt: string;
  readonly target: string;
}

export interface EncodeOptions {
  /** Longest row in tokens; what is beyond is cut off and said to be. Default 512. */
  readonly maxLength?: number;
  /** `answer` (the default): target and end token are learned. `sequence`: the prompt's tokens too. */
  readonly labels?: 'answer' | 'sequence';
}

/** A training row. */
export interface EncodedExample {
  /** Prompt, target and end token. */
  readonly ids: Int32Array;
  /**
   * Already shifted: `labels[t]` is the token to predict at position t, that is `ids[t + 1]`, or -100 where nothing is
   * learned. The last one is always -100.
   */
  readonly labels: Int32Array;
  /** The row lost its end, so it has no end token and perhaps no answer. */
  readonly truncated: boolean;
}

/** What a model sees of a tokenizer when rows are made. */
export type RowTokenizer = Pick<OrderTokenizer, 'encode' | 'eosId'>;

/**
 * Tokenizes an example for training. Prompt and target are encoded apart, as they are when the model answers, so no token
 * spans the border.
 *
 * @throws TokenizationError INVALID_OPTION for a length below 2, which leaves nothing to predict.
 */
export function encodeExample(
  tokenizer: RowTokenizer,
  example: Example,
  options: EncodeOptions = {},
): EncodedExample {
  const { maxLength = DEFAULT_MAX_LENGTH, labels: kind = 'answer' } = options;
  if (!Number.isInteger(maxLength) || maxLength < 2) {
    throw new TokenizationError(
      'INVALID_OPTION',
      'encodeExample.maxLength',
      `${maxLength} must be 2 or more`,
    );
  }
  const prompt = tokenizer.encode(example.prompt);
  const all = [...prompt, ...tokenizer.encode(example.target), tokenizer.eosId];
  const ids = Int32Array.from(all.slice(0, maxLength));
  const labels = new Int32Array(ids.length).fill(IGNORED_LABEL);
  const first = kind === 'answer' ? Math.max(0, prompt.length - 1) : 0;
  for (let t = first; t + 1 < ids.length; t++) labels[t] = ids[t + 1] as number;
  return { ids, labels, truncated: all.length > maxLength };
}
