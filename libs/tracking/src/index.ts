/**
 * Where the metrics of a training run go.
 *
 * ```ts
 * const tracker = await openTrackers({ run: { project: 'ordena', name: 'first', config }, dir, environment: process.env, onFailure });
 * await tracker.log(10, { loss: 1.25, learning_rate: 2e-4 });
 * await tracker.close('finished');
 * ```
 * @module
 */
export {
  checkTrackers,
  openTrackers,
  TRACKERS,
  type OpenTrackersOptions,
  type TrackerName,
} from './open-trackers.js';
export { JsonlTracker, replayLog } from './jsonl-tracker.js';
export { MlflowTracker, type MlflowOptions } from './mlflow-tracker.js';
export { TensorBoardTracker } from './tensorboard/tensorboard-tracker.js';
export { TrackerGroup } from './tracker-group.js';
export type { Metrics, RunDescription, RunOutcome, Tracker } from './tracker.js';
export { TrackingError, type TrackingErrorCode } from './errors.js';
export { WandbTracker, type WandbOptions } from './wandb/wandb-tracker.js';
