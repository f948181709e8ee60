import { setTimeout as sleep } from 'node:timers/promises';

import type { V1Job } from '@kubernetes/client-node';

import { CoordinatorError } from '../errors.js';
import { isLast, type RunningJob, type TrainingJob, type TrainingReport } from '../executor.js';
import { jobFiles, ReportReader, writeJob } from '../report-file.js';
import { isRefusal } from './job-api.js';
import { jobManifest, jobName, jobState, RUN_ID } from './job-manifest.js';
import { refused, type KubernetesOptions } from './options.js';

/** A Job that is followed. */
export class KubernetesJob implements RunningJob {
  readonly reports: AsyncIterable<TrainingReport>;
  readonly #left = new AbortController();
  readonly #name: string;
  #removed: Promise<void> | undefined;

  constructor(
    private readonly job: TrainingJob,
    private readonly options: Required<KubernetesOptions>,
  ) {
    this.#name = jobName(job.runId);
    this.reports = this.#follow();
  }

  stop(): Promise<void> {
    this.#left.abort();
    return (this.#removed ??= this.#remove());
  }

  leave(): Promise<void> {
    this.#left.abort();
    return Promise.resolve();
  }

  async *#follow(): AsyncGenerator<TrainingReport, void, undefined> {
    const { lookMs, graceMs } = this.options;
    const { signal } = this.#left;
    const file = new ReportReader(jobFiles(this.job).reports);
    let end: { why: string; error?: Error; at: number } | undefined;
    let watched = false;
    while (!signal.aborted) {
      for (const report of await file.next()) {
        yield report;
        if (isLast(report)) return;
      }
      if (!watched) {
        // Only now: a run that was over before this process began needs no Job.
        watched = true;
        this.#watch().then(
          (why) => (end = { why, at: Date.now() }),
          (error: unknown) => (end = { why: '', error: error as Error, at: 0 }),
        );
      }
      if (end !== undefined && Date.now() > end.at + graceMs) {
        if (end.error !== undefined) throw end.error;
        const message = `the trainer ended without a result: ${end.why} (Job ${this.#name})`;
        throw new CoordinatorError('TRAINER_DIED', message);
      }
      await sleep(lookMs, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Sees to it that there is a Job, and waits for its end. @returns why it ended. */
  async #watch(): Promise<string> {
    const { api, settings } = this.options;
    const { signal } = this.#left;
    await writeJob(this.job);
    let made = false;
    while (!signal.aborted) {
      const found = await this.#ask(() => api.read(this.#name));
      if (signal.aborted) break;
      if (found === undefined) {
        if (made) return 'somebody deleted it';
        await this.#ask(() => api.create(jobManifest(this.job, settings)));
        made = true;
        continue;
      }
      this.#checkOwner(found);
      const state = jobState(found);
      if (state.kind === 'ended') return state.why;
      made ||= state.kind === 'open';
      await this.#ask(() => api.changed(found, signal));
    }
    return 'it was left';
  }

  /** Asks the cluster until it answers. @throws CoordinatorError `CLUSTER_REFUSED`. */
  async #ask<T>(question: () => Promise<T>): Promise<T | undefined> {
    const { logger, lookMs } = this.options;
    const { signal } = this.#left;
    while (!signal.aborted) {
      try {
        return await question();
      } catch (error) {
        if (isRefusal(error)) throw refused(`the cluster takes no Job ${this.#name}`, error);
        logger.warn({ run: this.job.runId, err: error }, 'the cluster cannot be reached: trying again');
        await sleep(lookMs, undefined, { signal }).catch(() => undefined);
      }
    }
    return undefined;
  }

  #checkOwner({ metadata }: V1Job): void {
    const owner = metadata?.annotations?.[RUN_ID];
    if (owner === this.job.runId) return;
    const message = `there is a Job ${this.#name} of something else (${owner ?? 'no run'})`;
    throw new CoordinatorError('CLUSTER_REFUSED', message);
  }

  async #remove(): Promise<void> {
    const { api, logger } = this.options;
    try {
      await api.remove(this.#name);
    } catch (error) {
      logger.error({ run: this.job.runId, job: this.#name, err: error }, 'a Job could not be deleted');
    }
  }
}
