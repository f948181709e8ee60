import { Worker } from 'node:worker_threads';
import { TrainingError } from './errors.js';
import type { EpochReport } from './epoch-report.js';
import type { TrainModelOptions } from './train-model.js';
import type { FromTrainingThread, ToTrainingThread, TrainingTask } from './worker-protocol.js';

/**
 * {@link trainModel} in a thread of its own. The signal stops it after the step in hand, with a checkpoint.
 *
 * @throws what `trainModel` throws (class names do not survive the thread, `code` and message do); TrainingError
 *   WORKER_DIED when the thread ends without an answer.
 */
export function trainInWorker(options: TrainModelOptions): Promise<EpochReport[]> {
  const { onStep, onEpoch, onTrackerFailure, signal, asks, ...task } = options;
  const worker = new Worker(new URL('./train-worker.js', import.meta.url), {
    workerData: task satisfies TrainingTask,
  });
  const stop = (): void => worker.postMessage({ kind: 'stop' } satisfies ToTrainingThread);
  signal?.addEventListener('abort', stop, { once: true });
  const checkpoint = (): void => worker.postMessage({ kind: 'checkpoint' } satisfies ToTrainingThread);
  asks?.addEventListener('checkpoint', checkpoint);
  return new Promise<EpochReport[]>((resolve, reject) => {
    worker.on('message', (message: FromTrainingThread) => {
      switch (message.kind) {
        case 'step':
          return onStep?.(message.log);
        case 'epoch':
          return onEpoch?.(message.report);
        case 'tracker failed':
          return onTrackerFailure?.(message.tracker, message.message);
        case 'done':
          return resolve([...message.reports]);
        case 'failed':
          return reject(Object.assign(message.error, { code: message.code }));
      }
    });
    worker.on('error', reject);
    worker.on('exit', (code) => {
      reject(
        new TrainingError('WORKER_DIED', 'training thread', `ended with code ${code} before it was done`),
      );
    });
  }).finally(() => {
    signal?.removeEventListener('abort', stop);
    asks?.removeEventListener('checkpoint', checkpoint);
  });
}
