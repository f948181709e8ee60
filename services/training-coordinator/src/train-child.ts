import { existsSync } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { trainInWorker, type EpochReport } from '@ordena/training';

import type { TrainingJob, TrainingReport } from './executor.js';
import { readPrepared } from './prepared-data.js';

/** How often the checkpoint is looked at, in milliseconds. */
const LOOK_MS = 100;

/** Entry of a trainer: takes one job from its parent, reports, ends. */
async function train(job: TrainingJob): Promise<readonly EpochReport[]> {
  const checkpoint = join(job.outDir, 'checkpoint.safetensors');
  const prepared = await readPrepared(job.dataDir);
  let step = 0;
  let seen = await modified(checkpoint);
  const watcher = setInterval(() => {
    void modified(checkpoint).then((now) => {
      if (now !== seen && step > 0) send({ kind: 'checkpoint', step });
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
        send({ kind: 'step', log });
      },
      onEpoch: (report) => {
        send({ kind: 'epoch', report });
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

function send(report: TrainingReport): void {
  process.send?.(report);
}

async function modified(file: string): Promise<number> {
  return stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}

// Without its parent nobody would hear of it, and the next one would work in the same folder.
process.on('disconnect', () => process.exit(1));

process.once('message', (job) => {
  train(job as TrainingJob).then(
    (reports) => {
      process.send?.({ kind: 'done', reports } satisfies TrainingReport, () => process.exit(0));
    },
    (error: unknown) => {
      const failure = error instanceof Error ? error : new Error(String(error));
      const code = 'code' in failure && typeof failure.code === 'string' ? failure.code : 'TRAINING_FAILED';
      const report: TrainingReport = { kind: 'failed', code, message: failure.message };
      process.send?.(report, () => process.exit(0));
    },
  );
});
