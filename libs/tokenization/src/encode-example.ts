import type { OrderTokenizer } from './order-tokenizer.js';

/** Positions with this label are not learned from. */
export const IGNORED_LABEL = -100;

export interface Example {
  readonly prompt: string;
  readonly target: string;
}

export interface EncodeOptions {
  /** Longest row; what is beyond is cut and said to be. The reference's is 512. */
  readonly maxLength: number;
  /** `answer`: the target and the end token are learned. `sequence`: the prompt too, as the reference does. */
  readonly labels: 'answer' | 'sequence';
}

export interface EncodedExample {
  /** Prompt, target and end token. */
  readonly ids: Int32Array;
  /** `labels[t]` is the token to predict at position t, that is `ids[t + 1]`, or -100: they are already shifted. */
  readonly labels: Int32Array;
  readonly truncated: boolean;
}

/** Tokenizes an example for training. Prompt and target are encoded apart, as they are when the model answers. */
export function encodeExample(
  tokenizer: OrderTokenizer,
  example: Example,
  options: EncodeOptions,
): EncodedExample {
  const prompt = tokenizer.encode(example.prompt);
  const all = [...prompt, ...tokenizer.encode(example.target), tokenizer.eosId];
  const ids = Int32Array.from(all.slice(0, options.maxLength));
  const labels = new Int32Array(ids.length).fill(IGNORED_LABEL);
  const first = options.labels === 'answer' ? prompt.length - 1 : 0;
  for (let t = Math.max(0, first); t + 1 < ids.length; t++) labels[t] = ids[t + 1] as number;
  return { ids, labels, truncated: all.length > options.maxLength };
}
