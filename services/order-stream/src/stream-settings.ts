/** Names of the topics. */
export interface StreamTopics {
  raw: string;
  canonical: string;
  review: string;
  deadLetters: string;
  corrections: string;
}

/** Names as they are without a prefix. */
export const TOPICS: StreamTopics = {
  raw: 'orders.raw',
  canonical: 'orders.canonical',
  review: 'orders.review',
  deadLetters: 'orders.dlq',
  corrections: 'orders.corrections',
};

/** All names with a prefix, for several installations on one cluster. */
export function topicsWithPrefix(prefix: string): StreamTopics {
  return {
    raw: `${prefix}${TOPICS.raw}`,
    canonical: `${prefix}${TOPICS.canonical}`,
    review: `${prefix}${TOPICS.review}`,
    deadLetters: `${prefix}${TOPICS.deadLetters}`,
    corrections: `${prefix}${TOPICS.corrections}`,
  };
}

/** How orders are worked on. */
export interface StreamSettings {
  topics: StreamTopics;
  /** Orders of this process that are with the engine at once, over all partitions. */
  concurrency: number;
  /** Orders of one partition that are begun and not committed, at most. */
  window: number;
  /** Attempts at an order before it is a dead letter. */
  maxAttempts: number;
  /** Longest that the engine may take for one order, in milliseconds. */
  timeoutMs: number;
  /** Longest wait after the first failed attempt, in milliseconds; it doubles with each. */
  retryFirstMs: number;
  /** Longest wait of all between attempts, in milliseconds. */
  retryMostMs: number;
  /** How long results wait for others to be committed with, in milliseconds. A retry's count does not wait. */
  commitEveryMs: number;
  /** Largest value that is read, in bytes. */
  maxBytes: number;
  /** Below this confidence in every product, the text holds no order at all. */
  noOrderBelow: number;
}

/** What holds where nothing else is said. */
export const DEFAULT_SETTINGS: StreamSettings = {
  topics: TOPICS,
  concurrency: 32,
  window: 128,
  maxAttempts: 5,
  timeoutMs: 60_000,
  retryFirstMs: 250,
  retryMostMs: 10_000,
  commitEveryMs: 100,
  maxBytes: 1_048_576,
  noOrderBelow: 0.05,
};
