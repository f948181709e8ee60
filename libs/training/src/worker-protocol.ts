import type { StepLog } from './run-loop.js';
import type { EpochReport } from './epoch-report.js';
import type { TrainModelOptions } from './train-model.js';

/** What a training thread is started with: the options without what cannot cross a thread. */
export type TrainingTask = Omit<
  TrainModelOptions,
  'onStep' | 'onEpoch' | 'onTrackerFailure' | 'signal' | 'asks'
>;

/** To the thread. */
export type ToTrainingThread = { readonly kind: 'stop' | 'checkpoint' };

/** From the thread. `done` and `failed` are the last message. */
export type FromTrainingThread =
  | { readonly kind: 'step'; readonly log: StepLog }
  | { readonly kind: 'epoch'; readonly report: EpochReport }
  | { readonly kind: 'tracker failed'; readonly tracker: string; readonly message: string }
  | { readonly kind: 'done'; readonly reports: readonly EpochReport[] }
  | { readonly kind: 'failed'; readonly error: Error; readonly code: string | undefined };
