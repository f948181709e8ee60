import { fork } from 'node:child_process';
import { once } from 'node:events';

import { CoordinatorError } from './errors.js';
import type { Executor, RunningJob, TrainingJob, TrainingReport } from './executor.js';
import { ReportQueue } from './report-queue.js';

const LAST_WORDS = 2000;

/** Trains in a child process: when it crashes, the run fails and the service lives on. */
export const localExecutor: Executor = {
  start(job: TrainingJob): RunningJob {
    const child = fork(new URL('./train-child.js', import.meta.url), {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const reports = new ReportQueue<TrainingReport>();
    let lastWords = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      lastWords = (lastWords + text).slice(-LAST_WORDS);
    });
    child.on('message', (report) => {
      reports.push(report as TrainingReport);
    });
    child.on('error', (error) => {
      reports.end(new CoordinatorError('TRAINER_DIED', 'the trainer could not be started', { cause: error }));
    });
    child.on('close', (code, signal) => {
      if (code === 0) reports.end();
      else {
        const message = `the trainer ended with ${signal ?? `code ${code}`}: ${lastWords.trim()}`;
        reports.end(new CoordinatorError('TRAINER_DIED', message));
      }
    });
    child.send(job);
    const stop = async (): Promise<void> => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    };
    return { reports, stop, leave: stop };
  },
  // A child dies with its parent.
  remove: () => Promise.resolve(),
};
