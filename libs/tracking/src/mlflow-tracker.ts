import { z } from 'zod';
import { TrackingError } from './errors.js';
import {
  flattenConfig,
  type Metrics,
  type RunDescription,
  type RunOutcome,
  type Tracker,
} from './tracker.js';

const NAME = 'MLflow';

/** Longest value of a parameter that a server takes (`MAX_PARAM_VAL_LENGTH`). */
const MAX_PARAMETER = 6000;

/** Most parameters of one request. */
const PARAMETERS_A_CALL = 100;

const STATUS: Readonly<Record<RunOutcome, string>> = {
  finished: 'FINISHED',
  failed: 'FAILED',
  stopped: 'KILLED',
};

const experimentSchema = z.object({ experiment: z.object({ experiment_id: z.string() }) });
const createdSchema = z.object({ experiment_id: z.string() });
const runSchema = z.object({ run: z.object({ info: z.object({ run_id: z.string() }) }) });
const errorSchema = z.object({ error_code: z.string(), message: z.string().default('') });

export interface MlflowOptions {
  /** Address of the tracking server, such as `http://127.0.0.1:5000`. */
  readonly uri: string;
  readonly token?: string;
  /** Longest wait for an answer, ms. Default 10000. */
  readonly timeoutMs?: number;
}

/** One run on an MLflow tracking server, by its REST API (`/api/2.0/mlflow`). */
export class MlflowTracker implements Tracker {
  readonly name = NAME;
  private closed = false;

  private constructor(
    private readonly options: MlflowOptions,
    readonly runId: string,
  ) {}

  /**
   * Makes the run, and the experiment called as the project when there is none.
   *
   * @throws TrackingError UNREACHABLE or REFUSED.
   */
  static async start(options: MlflowOptions, run: RunDescription): Promise<MlflowTracker> {
    const experiment = await experimentId(options, run.project);
    const body = { experiment_id: experiment, run_name: run.name, start_time: Date.now() };
    const { info } = runSchema.parse(await call(options, 'runs/create', body)).run;
    const params = Object.entries(flattenConfig(run.config)).map(([key, value]) => ({
      key,
      value: value.slice(0, MAX_PARAMETER),
    }));
    for (let from = 0; from < params.length; from += PARAMETERS_A_CALL) {
      const some = params.slice(from, from + PARAMETERS_A_CALL);
      await call(options, 'runs/log-batch', { run_id: info.run_id, params: some });
    }
    return new MlflowTracker(options, info.run_id);
  }

  /**
   * Takes up a run that was begun before.
   *
   * @returns undefined when the server no longer has it. @throws TrackingError UNREACHABLE.
   */
  static async resume(options: MlflowOptions, runId: string): Promise<MlflowTracker | undefined> {
    try {
      await call(options, 'runs/update', { run_id: runId, status: 'RUNNING' });
      return new MlflowTracker(options, runId);
    } catch (error) {
      if (error instanceof TrackingError && error.code === 'REFUSED') return undefined;
      throw error;
    }
  }

  async log(step: number, metrics: Metrics): Promise<void> {
    if (this.closed) throw new TrackingError('CLOSED', NAME, 'the run is over');
    const timestamp = Date.now();
    const entries = Object.entries(metrics).map(([key, value]) => ({ key, value, timestamp, step }));
    await call(this.options, 'runs/log-batch', { run_id: this.runId, metrics: entries });
  }

  async close(outcome: RunOutcome): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    const body = { run_id: this.runId, status: STATUS[outcome], end_time: Date.now() };
    await call(this.options, 'runs/update', body);
  }
}

async function experimentId(options: MlflowOptions, name: string): Promise<string> {
  const path = `experiments/get-by-name?experiment_name=${encodeURIComponent(name)}`;
  try {
    return experimentSchema.parse(await call(options, path)).experiment.experiment_id;
  } catch (error) {
    const missing = error instanceof TrackingError && error.message.includes('RESOURCE_DOES_NOT_EXIST');
    if (!missing) throw error;
    return createdSchema.parse(await call(options, 'experiments/create', { name })).experiment_id;
  }
}

async function call(options: MlflowOptions, path: string, body?: unknown): Promise<unknown> {
  const url = `${options.uri.replace(/\/+$/, '')}/api/2.0/mlflow/${path}`;
  let response: Response;
  try {
    response = await fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        'content-type': 'application/json',
        ...(options.token === undefined ? {} : { authorization: `Bearer ${options.token}` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(options.timeoutMs ?? 10_000),
    });
  } catch (cause) {
    throw new TrackingError('UNREACHABLE', NAME, `no answer from ${options.uri}`, cause);
  }
  const text = await response.text();
  if (response.ok) return text === '' ? {} : JSON.parse(text);
  const known = errorSchema.safeParse(parsed(text));
  const why = known.success ? `${known.data.error_code} ${known.data.message}` : text.slice(0, 200);
  throw new TrackingError('REFUSED', NAME, `${response.status} for ${path.split('?')[0]}: ${why}`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
