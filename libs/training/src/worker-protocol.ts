import type { StepLog } from './run-loop.js';
import type { EpochReport, TrainModelOptions } from './train-model.js';

/** What a training thread is started with: the options without what cannot cross a thread. */
export type TrainingTask = Omit<TrainModelOptions, 'onStep' | 'onEpoch' | 'signal'>;

/** To the thread. */
export type ToTrainingThread = { readonly kind: 'stop' };

/** From the thread. `done` and `failed` are the last message. */
export type FromTrainingThread =
  | { readonly kind: 'step'; readonly log: StepLog }
  | { readonly kind: 'epoch'; readonly report: EpochReport }
  | { readonly kind: 'done'; readonly reports: readonly EpochReport[] }
  | { readonly kind: 'failed'; readonly error: Error; readonly code: string | undefined };
