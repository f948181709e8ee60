import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { TrackingError } from './errors.js';
import { JsonlTracker } from './jsonl-tracker.js';
import { MlflowTracker, type MlflowOptions } from './mlflow-tracker.js';
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

/** Trackers by name. */
export const TRACKERS = ['jsonl', 'tensorboard', 'mlflow', 'wandb'] as const;
export type TrackerName = (typeof TRACKERS)[number];

/** What a tracker's server must be told before it can be used. */
const NEEDED = { mlflow: 'MLFLOW_TRACKING_URI', wandb: 'WANDB_API_KEY' } as const;

/** Keeps which run of a server this one is: a resumed run goes on there, or names the one that it goes on from. */
const RUNS_FILE = 'trackers.json';
const runsSchema = z.object({ mlflow: z.string().optional(), wandb: z.string().optional() });
type KnownRuns = z.infer<typeof runsSchema>;

export interface OpenTrackersOptions {
  readonly run: RunDescription;
  /**
   * Which ones; the log file is always among them. Default: the log file, TensorBoard, and every server that the
   * environment names.
   */
  readonly trackers?: readonly TrackerName[];
  /** Goes on in the run that the folder was logged to before, where the server still has it. Default false. */
  readonly resume?: boolean;
  /** Folder of the run: `tensorboard/` and `metrics.jsonl` go there. */
  readonly dir: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Told of each tracker that could not be reached or was dropped later. */
  readonly onFailure: (tracker: string, error: unknown) => void;
}

/**
 * Opens trackers. By default those that the environment asks for: the log file and TensorBoard always, MLflow with
 * MLFLOW_TRACKING_URI, Weights & Biases with WANDB_API_KEY (without one, or with WANDB_MODE=offline, the log file keeps
 * the run for later). W&B's client for Node cannot take a run up again: a resumed one is a new run of the same
 * name, with the first one's id as `resumed_from` in its configuration.
 *
 * @throws TrackingError BAD_SETTING for a variable that makes no sense or is missing, all of them at once, or a folder
 *   that cannot be written to. A server that does not answer is no error: `onFailure` is told and the run goes on without it.
 */
export async function openTrackers(options: OpenTrackersOptions): Promise<Tracker> {
  const { run, dir, environment, onFailure } = options;
  const settings = checkTrackers(environment, options.trackers);
  const wanted = (name: TrackerName): boolean => options.trackers?.includes(name) ?? true;
  const trackers: Tracker[] = [await JsonlTracker.open(join(dir, 'metrics.jsonl'), run)];
  if (wanted('tensorboard')) trackers.push(await TensorBoardTracker.open(join(dir, 'tensorboard')));
  const runsFile = join(dir, RUNS_FILE);
  const known = options.resume === true ? await readRuns(runsFile) : {};
  const remote: Promise<MlflowTracker | WandbTracker>[] = [];
  if (settings.MLFLOW_TRACKING_URI !== undefined && wanted('mlflow')) {
    const token = settings.MLFLOW_TRACKING_TOKEN;
    const mlflow = { uri: settings.MLFLOW_TRACKING_URI, ...(token === undefined ? {} : { token }) };
    remote.push(openMlflow(mlflow, run, known));
  }
  if (settings.WANDB_API_KEY !== undefined && settings.WANDB_MODE === 'online' && wanted('wandb')) {
    const account = {
      apiKey: settings.WANDB_API_KEY,
      ...(settings.WANDB_BASE_URL === undefined ? {} : { baseUrl: settings.WANDB_BASE_URL }),
      ...(settings.WANDB_ENTITY === undefined ? {} : { entity: settings.WANDB_ENTITY }),
    };
    const from = known.wandb === undefined ? {} : { resumed_from: known.wandb };
    remote.push(WandbTracker.start(account, { ...run, config: { ...run.config, ...from } }));
  }
  let runs: KnownRuns = known;
  for (const started of await Promise.allSettled(remote)) {
    if (started.status === 'fulfilled') {
      const { value } = started;
      trackers.push(value);
      // Of W&B the first run stays known, however often it is resumed.
      runs =
        value instanceof MlflowTracker ? { ...runs, mlflow: value.runId } : { wandb: value.runId, ...runs };
    } else
      onFailure(started.reason instanceof TrackingError ? started.reason.tracker : 'tracker', started.reason);
  }
  await writeRuns(runsFile, runs);
  return new TrackerGroup(trackers, onFailure);
}

/**
 * Checks the variables before a run starts.
 *
 * @throws TrackingError BAD_SETTING that names every one that makes no sense, or that an asked tracker lacks.
 */
export function checkTrackers(
  environment: OpenTrackersOptions['environment'],
  trackers: readonly TrackerName[] = [],
): z.infer<typeof environmentSchema> {
  // A variable that is set to nothing is one that is not set: charts and shells cannot always leave one out.
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(set);
  const faults = parsed.error?.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`) ?? [];
  for (const [tracker, variable] of Object.entries(NEEDED)) {
    const asked = trackers.some((name) => name === tracker);
    // Offline runs of W&B are kept in the log file, which needs no key.
    const offline = tracker === 'wandb' && (set['WANDB_MODE'] ?? 'online') !== 'online';
    if (asked && !offline && set[variable] === undefined) faults.push(`${variable}: ${tracker} needs it`);
  }
  if (faults.length > 0 || !parsed.success)
    throw new TrackingError('BAD_SETTING', 'environment', faults.join('; '));
  return parsed.data;
}

async function openMlflow(
  options: MlflowOptions,
  run: RunDescription,
  known: KnownRuns,
): Promise<MlflowTracker> {
  const again = known.mlflow === undefined ? undefined : await MlflowTracker.resume(options, known.mlflow);
  return again ?? MlflowTracker.start(options, run);
}

async function writeRuns(file: string, runs: KnownRuns): Promise<void> {
  if (Object.keys(runs).length === 0) return;
  await writeFile(`${file}.writing`, JSON.stringify(runs));
  await rename(`${file}.writing`, file);
}

/** A file that is not there or damaged costs no run: it begins anew on the server. */
async function readRuns(file: string): Promise<KnownRuns> {
  try {
    return runsSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return {};
  }
}
