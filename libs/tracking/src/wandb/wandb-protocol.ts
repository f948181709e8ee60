import type { Metrics, RunDescription } from '../tracker.js';

/** What the thread begins with. */
export interface WandbTask {
  readonly run: RunDescription;
  readonly apiKey: string;
  /** Address of the server; W&B's own when not set. */
  readonly baseUrl?: string;
  readonly entity?: string;
}

export type ToWandb =
  | { readonly kind: 'metrics'; readonly step: number; readonly metrics: Metrics }
  | { readonly kind: 'finish'; readonly exitCode: number };

export type FromWandb =
  | { readonly kind: 'started'; readonly url: string; readonly runId: string }
  | { readonly kind: 'finished' }
  | { readonly kind: 'failed'; readonly message: string };
