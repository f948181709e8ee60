import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { readStatusDetails } from '@ordena/contracts';
import { defaultModelDir } from '@ordena/default-model/model-dir';
import { DatasetError } from '@ordena/dataset';
import { ModelError, type ModelStore } from '@ordena/model';
import type { Logger } from '@ordena/service-kit';
import { isFinal, StateError, type Run, type RunSpec, type State } from '@ordena/state';
import { TrainingError, type EpochReport, type TrainingProfile } from '@ordena/training';

import type { Bell } from './bell.js';
import type { Datasets } from './datasets.js';
import { CoordinatorError } from './errors.js';
import type { Executor, RunningJob } from './executor.js';
import { isCallFailure, whileAway, type Peers } from './peers.js';
import { prepare } from './prepare.js';
import { runEvent } from './run-events.js';
import { checkpointed, epochDone, failed, stepDone } from './run-progress.js';

/** What the coordinator works with. */
export interface CoordinatorOptions {
  readonly state: State;
  readonly store: ModelStore;
  readonly datasets: Datasets;
  readonly peers: Peers;
  readonly executor: Executor;
  readonly logger: Logger;
  /** Rung after each change. */
  readonly bell: Bell;
  /** Folder with one of each run. */
  readonly runsDir: string;
  readonly maxRuns: number;
  readonly stepEventsMs: number;
  readonly peerWaitMs: number;
  /** The alias that a new model gets. */
  readonly alias: string;
  readonly threads?: number | undefined;
}

/** Carries runs out, one after the other, each from where it stands. */
export class Coordinator {
  readonly #waiting: string[] = [];
  readonly #running = new Map<string, { stop: AbortController; done: Promise<void> }>();
  readonly #closing = new AbortController();

  constructor(private readonly options: CoordinatorOptions) {}

  /** Goes on with what an earlier process left unfinished. */
  async resume(): Promise<void> {
    for (const run of await this.options.state.runs.open()) {
      if (run.state !== 'queued') await this.options.state.runs.change(run.id, { state: 'queued' });
      this.#waiting.push(run.id);
    }
    this.#next();
  }

  /** Puts a run in the queue. With an id that is there already, nothing new is started. */
  async start(spec: RunSpec, id?: string): Promise<Run> {
    const { state, bell } = this.options;
    const known = await this.#known(id);
    if (known !== undefined) return known;
    const queued = runEvent('queued', { base: spec.base, profile: spec.profileName });
    let run: Run;
    try {
      run = await state.runs.add(spec, [queued], id);
    } catch (error) {
      // The same call, sent twice at once: the other was first.
      const added = await this.#known(id);
      if (added === undefined) throw error;
      return added;
    }
    bell.ring();
    this.#waiting.push(run.id);
    this.#next();
    return run;
  }

  async #known(id: string | undefined): Promise<Run | undefined> {
    if (id === undefined) return undefined;
    return this.options.state.runs.get(id).catch((error: unknown) => {
      if (error instanceof StateError && error.code === 'RUN_NOT_FOUND') return undefined;
      throw error;
    });
  }

  /** Stops a run for good. */
  async cancel(id: string): Promise<Run> {
    const { state, bell } = this.options;
    const run = await state.runs.change(id, ({ state: now }) =>
      isFinal(now) ? undefined : { cancelRequested: true },
    );
    const running = this.#running.get(id);
    if (running === undefined) {
      await this.options.executor.remove(id);
      const stopped = await state.runs.change(id, failed('CANCELLED', CANCELLED));
      bell.ring();
      return stopped;
    }
    running.stop.abort(new CoordinatorError('TRAINING_FAILED', CANCELLED));
    return run;
  }

  /** Stops the work in hand; runs stay as they are and are gone on with by the next process. May be called twice. */
  async close(): Promise<void> {
    this.#closing.abort(new CoordinatorError('TRAINING_FAILED', 'the service stops'));
    for (const { stop } of this.#running.values()) stop.abort(this.#closing.signal.reason);
    await Promise.all([...this.#running.values()].map(({ done }) => done));
  }

  #next(): void {
    while (this.#running.size < this.options.maxRuns && !this.#closing.signal.aborted) {
      const id = this.#waiting.shift();
      if (id === undefined) return;
      const stop = new AbortController();
      const done = this.#carryOut(id, stop.signal).finally(() => {
        this.#running.delete(id);
        this.options.bell.ring();
        this.#next();
      });
      this.#running.set(id, { stop, done });
    }
  }

  async #carryOut(id: string, signal: AbortSignal): Promise<void> {
    const { state } = this.options;
    try {
      const run = await state.runs.get(id);
      if (run.cancelRequested) {
        await this.options.executor.remove(id);
        await state.runs.change(id, failed('CANCELLED', CANCELLED));
      }
      if (isFinal(run.state) || run.cancelRequested) return;
      const reports = await this.#train(run, signal);
      await this.#deliver(run, reports, signal);
    } catch (error) {
      // Told to stop by the end of the service: the run is not over.
      if (!this.#closing.signal.aborted) await this.#endEarly(id, error, signal);
    }
  }

  /** Writes down why a run ended; when it is the database that is away, or goes away now, the run waits for it. */
  async #endEarly(id: string, error: unknown, signal: AbortSignal): Promise<void> {
    const { state, logger } = this.options;
    let away = error;
    if (signal.aborted || !isAway(error)) {
      const { code, message } = signal.aborted ? { code: 'CANCELLED', message: CANCELLED } : reasonOf(error);
      logger.warn({ run: id, code, err: error }, 'a run ended early');
      try {
        await state.runs.change(id, failed(code, message));
        return;
      } catch (cause) {
        away = cause;
      }
    }
    logger.warn({ run: id, err: away }, 'the database is away: the run waits for it');
    while (isAway(away) && !this.#closing.signal.aborted) {
      await sleep(RETRY_MS);
      try {
        // It begins anew from where its files are, or is cancelled then.
        const cancelRequested = signal.aborted;
        await state.runs.change(id, (run) =>
          isFinal(run.state)
            ? undefined
            : { state: 'queued', ...(cancelRequested ? { cancelRequested } : {}) },
        );
        this.#waiting.push(id);
        return;
      } catch (cause) {
        away = cause;
      }
    }
    if (!isAway(away)) logger.error({ run: id, err: away }, 'the end of a run could not be written down');
  }

  async #train(run: Run, signal: AbortSignal): Promise<readonly EpochReport[]> {
    const { store, datasets, peers, executor, runsDir, logger } = this.options;
    const { spec, id } = run;
    const profile = spec.profile as TrainingProfile;
    await this.#change(id, { state: 'preparing', attempt: true });
    const dataDir = join(runsDir, id, 'data');
    const model = spec.baseVersion ?? 'default';
    const counts = await whileAway(
      () => prepare({ dir: dataDir, read: () => datasets.read(spec.dataset), profile, model, peers, signal }),
      { waitMs: this.options.peerWaitMs, signal, logger },
    );
    const started = {
      trainingRows: counts.rows,
      validationOrders: counts.validation,
      truncatedRows: counts.truncated.length,
    };
    await this.#change(id, { state: 'training', events: [runEvent('started', started)] });
    const job = executor.start({
      runId: id,
      dataDir,
      outDir: join(runsDir, id, 'out'),
      baseDir:
        spec.baseVersion === undefined ? defaultModelDir() : (await store.resolve(spec.baseVersion)).dir,
      profile,
      maxValidation: spec.maxValidation,
      threads: this.options.threads,
    });
    return this.#follow(id, job, signal);
  }

  async #follow(id: string, job: RunningJob, signal: AbortSignal): Promise<readonly EpochReport[]> {
    // A run that was stopped only because the service stops may have a trainer that does not have to.
    const end = (): Promise<void> => (this.#closing.signal.aborted ? job.leave() : job.stop());
    const stop = (): void => void end();
    signal.addEventListener('abort', stop, { once: true });
    let told = -Infinity;
    try {
      if (signal.aborted) stop();
      for await (const report of job.reports) {
        signal.throwIfAborted();
        switch (report.kind) {
          case 'step': {
            const last = report.log.step === report.log.totalSteps;
            const tell = last || performance.now() - told >= this.options.stepEventsMs;
            if (tell) told = performance.now();
            await this.#change(id, stepDone(report.log, tell));
            break;
          }
          case 'epoch':
            await this.#change(id, epochDone(report.report));
            break;
          case 'checkpoint':
            await this.#change(id, checkpointed(report.step));
            break;
          case 'done':
            return report.reports;
          case 'failed':
            throw Object.assign(new CoordinatorError('TRAINING_FAILED', report.message), {
              reason: report.code,
            });
        }
      }
      signal.throwIfAborted();
      throw new CoordinatorError('TRAINER_DIED', 'the trainer ended without a result');
    } finally {
      signal.removeEventListener('abort', stop);
      await end();
    }
  }

  async #deliver(run: Run, reports: readonly EpochReport[], signal: AbortSignal): Promise<void> {
    const { store, peers, runsDir, alias, peerWaitMs: waitMs, logger } = this.options;
    const { f1, exactMatch } = reports.reduce(
      (a, b) => (b.f1 > a.f1 ? b : a),
      reports[0] ?? { f1: 0, exactMatch: 0 },
    );
    await this.#change(run.id, { state: 'exporting' });
    const { version } = await store.register(join(runsDir, run.id, 'out', 'model'), {
      runId: run.id,
      base: run.spec.baseVersion ?? run.spec.base,
      scores: { f1, exact_match: exactMatch },
      ...(run.spec.name === undefined ? {} : { name: run.spec.name }),
    });
    const result = { version, f1, exactMatch };
    await this.#change(run.id, { result, events: [runEvent('exported', { version, f1, exactMatch })] });
    await whileAway(() => peers.models.setAlias({ alias, model: version }, { signal }), {
      waitMs,
      signal,
      logger,
    });
    await this.#change(run.id, {
      state: 'succeeded',
      result: { ...result, alias },
      events: [runEvent('promoted', { version, alias })],
    });
  }

  async #change(id: string, change: Parameters<State['runs']['change']>[1]): Promise<void> {
    await this.options.state.runs.change(id, change);
    this.options.bell.ring();
  }
}

const CANCELLED = 'cancelled by a caller';
const RETRY_MS = 500;

function isAway(error: unknown): error is StateError {
  return error instanceof StateError && error.code === 'STATE_UNAVAILABLE';
}

function reasonOf(error: unknown): { code: string; message: string } {
  if (error instanceof CoordinatorError) {
    const code = 'reason' in error && typeof error.reason === 'string' ? error.reason : error.code;
    return { code, message: error.message };
  }
  if (isCallFailure(error)) {
    // What another service answered, in its own words.
    return { code: readStatusDetails(error)?.reason ?? 'PEER_REFUSED', message: error.details };
  }
  const known = [DatasetError, ModelError, TrainingError, StateError].some((type) => error instanceof type);
  if (known) return { code: (error as { code: string }).code, message: (error as Error).message };
  return { code: 'TRAINING_FAILED', message: error instanceof Error ? error.message : String(error) };
}
