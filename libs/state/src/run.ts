import type { RunState } from './run-states.js';

/** Where the orders of a run come from. */
export type RunDataset =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'upload'; readonly uploadId: string }
  | { readonly kind: 'corrections'; readonly since?: string | undefined };

/** What was asked for, with every choice already made: a run that begins anew does the same. */
export interface RunSpec {
  readonly dataset: RunDataset;
  /** Name of the model to start from, as it was asked for. */
  readonly base: string;
  /** Its version at that time; undefined for the model that comes along. */
  readonly baseVersion?: string | undefined;
  readonly profileName: string;
  /** The whole profile, with what was set otherwise. */
  readonly profile: object;
  /** Most validation orders; undefined: all that are held out. */
  readonly maxValidation?: number | undefined;
  /** Name for people. */
  readonly name?: string | undefined;
  /** W3C trace context of the call that asked for it. */
  readonly traceparent?: string | undefined;
}

/** How far a run is. */
export interface RunProgress {
  /** Optimizer steps done, and all there will be; 0 until known. */
  readonly step: number;
  readonly totalSteps: number;
  /** Epochs done. */
  readonly epoch: number;
  /** Of the last step. */
  readonly loss?: number | undefined;
  /** Of the best epoch. */
  readonly f1?: number | undefined;
  readonly exactMatch?: number | undefined;
}

/** What a run made. */
export interface RunResult {
  readonly version: string;
  readonly f1: number;
  readonly exactMatch: number;
  /** The alias that points to it; undefined until it is loaded. */
  readonly alias?: string | undefined;
}

/** Why a run failed. */
export interface RunFailure {
  /** UPPER_CASE, stable. */
  readonly code: string;
  readonly message: string;
}

/** A training run. */
export interface Run {
  readonly id: string;
  readonly state: RunState;
  readonly spec: RunSpec;
  readonly progress: RunProgress;
  readonly result: RunResult | undefined;
  readonly failure: RunFailure | undefined;
  readonly cancelRequested: boolean;
  /** How often it was begun. */
  readonly attempts: number;
  /** Of the last event; 0 before the first. */
  readonly lastSequence: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
