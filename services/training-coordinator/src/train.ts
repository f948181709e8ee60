import { existsSync } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { trainInWorker, type EpochReport } from '@ordena/training';

import type { TrainingJob, TrainingReport } from './executor.js';
import { readPrepared } from './prepared-data.js';

/** How often the checkpoint is looked at, in milliseconds. */
const LOOK_MS = 100;

/**
 * Carries a job out in this process and tells of it.
 *
 * @param send gets every report; the last one, `done` or `failed`, is awaited. Nothing is thrown.
 */
export async function carryOut(
  job: TrainingJob,
  send: (report: TrainingReport) => void | Promise<void>,
): Promise<void> {
  try {
    await send({ kind: 'done', reports: await train(job, send) });
  } catch (error) {
    const failure = error instanceof Error ? error : new Error(String(error));
    const code = 'code' in failure && typeof failure.code === 'string' ? failure.code : 'TRAINING_FAILED';
    await send({ kind: 'failed', code, message: failure.message });
  }
}

async function train(
  job: TrainingJob,
  send: (report: TrainingReport) => void | Promise<void>,
): Promise<readonly EpochReport[]> {
  const checkpoint = join(job.outDir, 'checkpoint.safetensors');
  const prepared = await readPrepared(job.dataDir);
  let step = 0;
  let seen = await modified(checkpoint);
  const watcher = setInterval(() => {
    void modified(checkpoint).then((now) => {
      if (now !== seen && step > 0) void send({ kind: 'checkpoint', step });
      seen = now;
    });
  }, LOOK_MS);
  const attempt = async (resume: boolean): Promise<EpochReport[]> => {
    if (!resume) await rm(job.outDir, { recursive: true, force: true });
    return trainInWorker({
      trainPath: job.dataDir,
      prepared,
      outDir: job.outDir,
      baseDir: job.baseDir,
      profile: job.profile,
      resume,
      ...(job.maxValidation === undefined ? {} : { maxValidation: job.maxValidation }),
      ...(job.threads === undefined ? {} : { threads: job.threads }),
      onStep: (log) => {
        ({ step } = log);
        void send({ kind: 'step', log });
      },
      onEpoch: (report) => {
        void send({ kind: 'epoch', report });
      },
    });
  };
  try {
    const resume = existsSync(checkpoint);
    const reports = await attempt(resume);
    // Stopped between its last checkpoint and its last evaluation: there is nothing left to do but the model is missing.
    const whole = reports.length >= job.profile.epochs && existsSync(join(job.outDir, 'model'));
    return whole || !resume ? reports : await attempt(false);
  } finally {
    clearInterval(watcher);
  }
}

async function modified(file: string): Promise<number> {
  return stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}
