import type { CanonicalOrder } from '@ordena/orders';

/** One value of the order, where it came from and how sure the model was. */
export interface FieldEvidence {
  /** JSON pointer (RFC 6901) into the order. */
  readonly pointer: string;
  readonly value: string | number | boolean | null;
  /** UTF-16 code units of the text: `text.slice(start, end)`. Absent for values that were not copied. */
  readonly start?: number;
  readonly end?: number;
  /** Probability of the value's least likely token, 0 … 1. Not calibrated. */
  readonly confidence: number;
  /** Mean and lowest natural logarithm of the probabilities of the value's tokens. */
  readonly meanLogProb: number;
  readonly minLogProb: number;
}

/**
 * - `ok`: `value` is valid against the schema.
 * - `truncated`: the answer hit the limit of new tokens; there is no value.
 * - `invalid`: free generation, or one without grounding, gave something that does not fit the schema.
 */
export type Outcome = 'ok' | 'truncated' | 'invalid';

/** Where the time of one request went, in milliseconds. */
export interface StepTimings {
  /** From its arrival to its first step. */
  readonly queueMs: number;
  /** From there to its first token: the prompt's steps. */
  readonly prefillMs: number;
  /** From there to its last token. */
  readonly decodeMs: number;
  /** Steps after the prompt's: tokens that the grammar left no choice about may come without one. */
  readonly decodeSteps: number;
}

export interface CanonicalizeResult {
  /** The answer; `{}` when there is none. In free mode what was between the first `{` and the last `}`. */
  readonly json: string;
  /** The answer as a value, when it fits the model's schema. */
  readonly value?: unknown;
  /** The same, typed, when that schema is the order's. */
  readonly order?: CanonicalOrder;
  readonly outcome: Outcome;
  readonly promptTokens: number;
  readonly newTokens: number;
  readonly timings: StepTimings;
  /** In the order of the JSON; empty in free mode. */
  readonly fields: readonly FieldEvidence[];
}

export type DecodingMode = 'constrained' | 'free';

/** Settings of one request. */
export interface RequestOptions {
  /** `constrained` (the default) gives valid, grounded orders only; `free` takes what the model says. */
  readonly mode?: DecodingMode;
  /** Most tokens of the answer. Default: the engine's own. */
  readonly maxNewTokens?: number;
}
