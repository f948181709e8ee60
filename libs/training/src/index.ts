/**
 * Training of Ordena's models.
 * @module
 */
export { Trainer, type StepReport, type Trainable, type TrainerOptions } from './trainer.js';
export {
  floatWeights,
  int8Weights,
  type FloatWeights,
  type FrozenWeights,
  type Int8Weights,
} from './frozen-weights.js';
export { cachedInt8Weights, int8CacheDir } from './int8-cache.js';
export { checkProfile } from './check-profile.js';
export { runLoop, type BlockVerdict, type RunLoopOptions, type StepLog } from './run-loop.js';
export { BlockBatches, type BlockBatchesOptions, type DataPosition } from './block-batches.js';
export type { PreparedData } from './dataset-rows.js';
export { fingerprintOf, loadCheckpoint, saveCheckpoint, type RunState } from './checkpoint.js';
export { makeBatch, type TrainingBatch, type TrainingRow } from './batch.js';
export { rateAt, SCHEDULES, type RateSchedule, type ScheduleShape } from './schedule.js';
export { DivergenceWatch } from './divergence-watch.js';
export { adamWStep, newMoments, sumOfSquares, type AdamWSettings, type Moments } from './adamw.js';
export { TrainingError, type TrainingErrorCode } from './errors.js';
export { trainInWorker } from './train-in-worker.js';
export { trainModel, type TrainModelOptions } from './train-model.js';
export type { EpochReport } from './epoch-report.js';
export type { TrackingOptions } from './run-tracking.js';
export { PROFILES, type ProfileName, type TrainingProfile } from './profiles.js';
export { exportInt8, mergeModel, type CheckedExportOptions } from './checked-export.js';
export { passGate, type GatedOrder, type GateReport } from './export-gate.js';
export { validateModel } from './validation.js';
