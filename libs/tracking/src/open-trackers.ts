import { join } from 'node:path';
import { z } from 'zod';
import { TrackingError } from './errors.js';
import { JsonlTracker } from './jsonl-tracker.js';
import { MlflowTracker } from './mlflow-tracker.js';
import { TensorBoardTracker } from './tensorboard/tensorboard-tracker.js';
import { TrackerGroup } from './tracker-group.js';
import type { RunDescription, Tracker } from './tracker.js';
import { WandbTracker } from './wandb/wandb-tracker.js';

/** The variables that the tools' own clients read, so that nothing is to be set twice. */
const environmentSchema = z.object({
  MLFLOW_TRACKING_URI: z.url().optional(),
  MLFLOW_TRACKING_TOKEN: z.string().min(1).optional(),
  WANDB_API_KEY: z.string().min(1).optional(),
  WANDB_BASE_URL: z.url().optional(),
  WANDB_ENTITY: z.string().min(1).optional(),
  WANDB_MODE: z.enum(['online', 'offline', 'disabled']).default('online'),
});

export interface OpenTrackersOptions {
  readonly run: RunDescription;
  /** Folder of the run: `tensorboard/` and `metrics.jsonl` go there. */
  readonly dir: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Told of each tracker that could not be reached or was dropped later. */
  readonly onFailure: (tracker: string, error: unknown) => void;
}

/**
 * All trackers that the environment asks for: the log file and TensorBoard always, MLflow with MLFLOW_TRACKING_URI,
 * Weights & Biases with WANDB_API_KEY (without one, or with WANDB_MODE=offline, the log file keeps the run for later).
 *
 * @throws TrackingError BAD_SETTING for a variable that makes no sense, all of them at once, or a folder that cannot be
 *   written to. A server that does not answer is no error: `onFailure` is told and the run goes on without it.
 */
export async function openTrackers(options: OpenTrackersOptions): Promise<Tracker> {
  const { run, dir, environment, onFailure } = options;
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new TrackingError('BAD_SETTING', 'environment', faults.join('; '));
  }
  const settings = parsed.data;
  const trackers: Tracker[] = [
    await JsonlTracker.open(join(dir, 'metrics.jsonl'), run),
    await TensorBoardTracker.open(join(dir, 'tensorboard')),
  ];
  const remote: Promise<Tracker>[] = [];
  if (settings.MLFLOW_TRACKING_URI !== undefined) {
    const token = settings.MLFLOW_TRACKING_TOKEN;
    const mlflow = { uri: settings.MLFLOW_TRACKING_URI, ...(token === undefined ? {} : { token }) };
    remote.push(MlflowTracker.start(mlflow, run));
  }
  if (settings.WANDB_API_KEY !== undefined && settings.WANDB_MODE === 'online') {
    const account = {
      apiKey: settings.WANDB_API_KEY,
      ...(settings.WANDB_BASE_URL === undefined ? {} : { baseUrl: settings.WANDB_BASE_URL }),
      ...(settings.WANDB_ENTITY === undefined ? {} : { entity: settings.WANDB_ENTITY }),
    };
    remote.push(WandbTracker.start(account, run));
  }
  for (const started of await Promise.allSettled(remote)) {
    if (started.status === 'fulfilled') trackers.push(started.value);
    else
      onFailure(started.reason instanceof TrackingError ? started.reason.tracker : 'tracker', started.reason);
  }
  return new TrackerGroup(trackers, onFailure);
}
