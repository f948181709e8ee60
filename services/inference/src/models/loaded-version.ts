import type { EngineState } from '@ordena/inference';

import type { Canonicalizer, CanonicalizerOptions, ReadOrder } from '../canonicalizer.js';

/** An engine as the models need it; `Engine` of @ordena/inference is one. */
export interface ModelEngine extends Canonicalizer {
  readonly state: EngineState;
  /** Sets who is told of changes of state. */
  onState(listener: (state: EngineState) => void): void;
  close(): Promise<void>;
}

/** Starts an engine on a model folder. */
export type StartEngine = (dir: string) => Promise<ModelEngine>;

/** A version in memory: its engine, and how many requests it still owes an answer. */
export class LoadedVersion {
  private pending = 0;
  private answered = 0;
  private ending: Promise<void> | undefined;
  private onIdle: (() => void) | undefined;

  constructor(
    /** What answers call it. */
    readonly name: string,
    readonly engine: ModelEngine,
  ) {}

  /** Requests in work or waiting. */
  get pendingRequests(): number {
    return this.pending;
  }

  get answeredRequests(): number {
    return this.answered;
  }

  get isDraining(): boolean {
    return this.ending !== undefined;
  }

  async canonicalize(text: string, options: CanonicalizerOptions): Promise<ReadOrder> {
    this.pending++;
    try {
      const read = await this.engine.canonicalize(text, options);
      this.answered++;
      return read;
    } finally {
      this.pending--;
      if (this.pending === 0) this.onIdle?.();
    }
  }

  /** Waits for the requests that it has, then gives its memory back. Whoever calls it sends no more. */
  drain(): Promise<void> {
    this.ending ??= this.end();
    return this.ending;
  }

  private async end(): Promise<void> {
    if (this.pending > 0) await new Promise<void>((resolve) => (this.onIdle = resolve));
    await this.engine.close();
  }
}
