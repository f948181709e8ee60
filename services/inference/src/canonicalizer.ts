import type { StepTimings } from '@ordena/inference';
import type { CanonicalOrder, ConsistencyFlag, EvidenceStatus } from '@ordena/orders';

/** How one order is to be read. */
export interface CanonicalizerOptions {
  /** Stops the work; the promise then rejects. */
  signal?: AbortSignal;
  /** Default `constrained`. */
  mode?: 'constrained' | 'free';
  /** Most tokens to write. Default: what the model's context leaves. */
  maxNewTokens?: number;
  /** The day on which the order was written, `YYYY-MM-DD`: a delivery before it is flagged. */
  referenceDate?: string | undefined;
}

/** Where a value was found, and how sure the model is. */
export interface ReadField {
  /** JSON pointer into the canonical JSON. */
  pointer: string;
  value: string | number | boolean | null;
  /** First UTF-16 code unit of its place in the text, when it has one. */
  start?: number;
  /** One past the last. */
  end?: number;
  /** How the text says it. */
  status?: EvidenceStatus;
  /** How likely it is right, 0 to 1. */
  confidence?: number;
  /** Probability of its least likely token, 0 to 1. */
  rawConfidence?: number;
}

/** What reading one order gives. */
export interface ReadOrder {
  /** Canonical JSON, or what the model wrote when the outcome is not `ok`. */
  json: string;
  order?: CanonicalOrder | undefined;
  outcome: 'ok' | 'truncated' | 'invalid';
  promptTokens: number;
  newTokens: number;
  /** Where the engine's time went. Not set: it does not say. */
  timings?: StepTimings | undefined;
  fields?: readonly ReadField[] | undefined;
  /** What in the order does not fit together. */
  flags?: readonly ConsistencyFlag[] | undefined;
  /** Whether confidences are calibrated. Default false. */
  calibrated?: boolean | undefined;
}

/** All that the service needs of an engine; `Engine` of @ordena/inference is one. */
export interface Canonicalizer {
  canonicalize(text: string, options?: CanonicalizerOptions): Promise<ReadOrder>;
}
