import { randomUUID } from 'node:crypto';

import type { ReceivedTrainingEvent, ReceivedTrainingRun, TrainingClient } from '@ordena/contracts';

import type { CallOptions, Calls } from './calls.js';
import { OrdenaCallError } from './errors.js';
import type { Plain } from './plain.js';

/** A run as it is. */
export type TrainingRun = Plain<ReceivedTrainingRun>;
/** What is to be learned, from what and how; `dataset` is required. */
export type StartRunRequest = Plain<Parameters<TrainingClient['startRun']>[0]>;
/** Which runs, and the page. */
export type ListRunsRequest = Plain<NonNullable<Parameters<TrainingClient['listRuns']>[0]>>;
/** Runs, the newest first, and the token of the next page. */
export type RunPage = Plain<Awaited<ReturnType<TrainingClient['listRuns']>>>;
/** A dataset that the service keeps. */
export type UploadedDataset = Plain<Awaited<ReturnType<TrainingClient['uploadDataset']>>>;

type EventMessage = Plain<ReceivedTrainingEvent>;
type EventKind = NonNullable<EventMessage['event']>;

/** What happened in a run. `event` says what, and the field of that name tells more. */
export type TrainingEvent = Pick<EventMessage, 'runId' | 'sequence' | 'timeMs'> &
  { [Kind in EventKind]: { event: Kind } & Record<Kind, NonNullable<EventMessage[Kind]>> }[EventKind];

/** From where a run is watched. */
export interface WatchOptions extends CallOptions {
  /** Only events behind this sequence number. Default 0: all. */
  afterSequence?: number;
}

/** TrainingService. */
export class Training {
  constructor(
    private readonly raw: TrainingClient,
    private readonly calls: Calls,
  ) {}

  /**
   * Sends a dataset; not made again when it fails, as its bytes are gone.
   *
   * @param filename its ending says the format: .json, .jsonl, .ndjson or .csv.
   * @param bytes the file, in parts of up to 1 MiB.
   */
  upload(
    filename: string,
    bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
    options: CallOptions = {},
  ): Promise<UploadedDataset> {
    return this.calls.unary('UploadDataset', { ...options, retry: false }, (settings) =>
      this.raw.uploadDataset(filename, bytes, settings),
    );
  }

  /** Puts a run in the queue. Without a `runId` it gets one here, so that a call made again starts no second run. */
  async start(request: StartRunRequest, options: CallOptions = {}): Promise<TrainingRun> {
    const method = 'StartRun';
    const named = { runId: randomUUID(), ...request };
    const { run } = await this.calls.unary(method, options, (settings) => this.raw.startRun(named, settings));
    return present(run, method);
  }

  /** A run as it is now. */
  async get(runId: string, options: CallOptions = {}): Promise<TrainingRun> {
    const method = 'GetRun';
    const { run } = await this.calls.unary(method, options, (settings) => this.raw.getRun(runId, settings));
    return present(run, method);
  }

  /** Runs, the newest first. */
  list(request: ListRunsRequest = {}, options: CallOptions = {}): Promise<RunPage> {
    return this.calls.unary('ListRuns', options, (settings) => this.raw.listRuns(request, settings));
  }

  /** Stops a run; it may take a moment. One that is over stays as it is. */
  async cancel(runId: string, options: CallOptions = {}): Promise<TrainingRun> {
    const method = 'CancelRun';
    const { run } = await this.calls.unary(method, options, (settings) =>
      this.raw.cancelRun(runId, settings),
    );
    return present(run, method);
  }

  /**
   * A run's events, each once and in order, until the run is over. When the service goes away the watch goes on behind
   * the last event, as often as the policy says without an event in between.
   */
  async *watch(
    runId: string,
    { afterSequence = 0, ...options }: WatchOptions = {},
  ): AsyncGenerator<TrainingEvent, void, undefined> {
    const method = 'WatchRun';
    let after = afterSequence;
    const events = this.calls.stream(
      method,
      options,
      (settings) => this.raw.watchRun({ runId, afterSequence: after }, settings),
      true,
    );
    for await (const event of events) {
      after = event.sequence;
      // An event of a kind that is newer than this client cannot be told as one.
      if (event.event !== undefined) yield event as TrainingEvent;
    }
  }
}

function present<T>(value: T | undefined, method: string): T {
  if (value !== undefined) return value;
  throw new OrdenaCallError('ANSWER_INVALID', `${method}: the answer has no run`, { method });
}
