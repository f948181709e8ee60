import { PROFILES, trainModel, type TrainModelOptions } from '@ordena/training';
import { openTrackers, replayLog, MlflowTracker, type RunDescription } from '@ordena/tracking';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { pythonTools } from '../support/python-tools.js';
import { run } from '../support/run-ordena.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { tinyModelFolder } from '../support/tiny-model.js';

const RUN: RunDescription = { project: 'pedidos', name: 'first', config: { lora: { rank: 16 }, epochs: 2 } };

/** Prints what TensorBoard's own reader finds in a folder, as JSON. */
const READ_EVENTS = `
import json, sys
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
events = EventAccumulator(sys.argv[1])
events.Reload()
print(json.dumps({tag: [[e.step, e.value] for e in events.Scalars(tag)] for tag in events.Tags()['scalars']}))
`;

const searchSchema = z.object({
  runs: z.array(
    z.object({
      info: z.object({ run_name: z.string(), status: z.string() }),
      data: z.object({
        metrics: z.array(z.object({ key: z.string(), value: z.number(), step: z.number() })),
        params: z.array(z.object({ key: z.string(), value: z.string() })),
      }),
    }),
  ),
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

describe('trackers', () => {
  let bin: string;
  let server: ChildProcess;
  let uri: string;
  const folder = temporaryFolder();

  beforeAll(async () => {
    bin = await pythonTools('trackers', ['mlflow==3.17.2', 'tensorboard==2.21.0']);
    const { path } = await folder;
    const port = await freePort();
    uri = `http://127.0.0.1:${port}`;
    const store = ['--backend-store-uri', `sqlite:///${join(path, 'mlflow.db')}`];
    const artifacts = ['--artifacts-destination', join(path, 'artifacts')];
    server = spawn(
      join(bin, 'mlflow'),
      ['server', '--port', String(port), '--workers', '1', ...store, ...artifacts],
      {
        stdio: 'ignore',
        detached: true,
      },
    );
    for (;;) {
      const up = await fetch(`${uri}/health`).then(
        (response) => response.ok,
        () => false,
      );
      if (up) break;
      if (server.exitCode !== null) throw new Error(`mlflow server ended with ${server.exitCode}`);
      await sleep(300);
    }
  }, 300_000);

  afterAll(async () => {
    // The server has workers of its own: its group ends as a whole.
    if (server?.pid !== undefined) process.kill(-server.pid, 'SIGKILL');
    await (await folder).remove();
  });

  async function runsOf(experiment: string): Promise<z.infer<typeof searchSchema>['runs']> {
    const named = await fetch(`${uri}/api/2.0/mlflow/experiments/get-by-name?experiment_name=${experiment}`);
    const { experiment: found } = z
      .object({ experiment: z.object({ experiment_id: z.string() }) })
      .parse(await named.json());
    const response = await fetch(`${uri}/api/2.0/mlflow/runs/search`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ experiment_ids: [found.experiment_id] }),
    });
    return searchSchema.parse(await response.json()).runs;
  }

  it('shows a run on a real MLflow server and to TensorBoard’s reader, and keeps it for a replay', async () => {
    const dir = join((await folder).path, 'run');
    const failures: string[] = [];
    const onFailure = (name: string): void => void failures.push(name);
    const tracker = await openTrackers({
      run: RUN,
      dir,
      environment: { MLFLOW_TRACKING_URI: uri },
      onFailure,
    });
    await tracker.log(10, { loss: 2.5, learning_rate: 1e-4 });
    await tracker.log(20, { loss: 1.25, learning_rate: Number.NaN });
    await tracker.log(20, { f1: 0.75 });
    await tracker.close('finished');
    await tracker.close('failed');
    expect(failures).toEqual([]);

    const [shown] = await runsOf('pedidos');
    expect(shown?.info).toEqual({ run_name: 'first', status: 'FINISHED' });
    expect(new Map(shown?.data.metrics.map(({ key, value, step }) => [key, [step, value]]))).toEqual(
      new Map([
        ['loss', [20, 1.25]],
        ['learning_rate', [10, 1e-4]],
        ['f1', [20, 0.75]],
      ]),
    );
    expect(shown?.data.params).toContainEqual({ key: 'lora.rank', value: '16' });

    const script = join(dir, 'read.py');
    await writeFile(script, READ_EVENTS);
    const { stdout, stderr } = await run(join(bin, 'python'), [script, join(dir, 'tensorboard')]);
    expect(stdout, stderr).not.toBe('');
    expect(JSON.parse(stdout)).toEqual({
      loss: [
        [10, 2.5],
        [20, 1.25],
      ],
      learning_rate: [[10, Math.fround(1e-4)]],
      f1: [[20, 0.75]],
    });

    const sent = await replayLog(join(dir, 'metrics.jsonl'), (described) =>
      MlflowTracker.start({ uri }, { ...described, project: 'replayed' }),
    );
    expect(sent).toBe(3);
    const [again] = await runsOf('replayed');
    expect(again?.info.status).toBe('FINISHED');
    expect(again?.data.metrics.length).toBe(3);
  });

  it('shows a training run that was stopped and resumed as one run, with its steps and F1', async () => {
    const { path } = await folder;
    const trainPath = join(path, 'orders.json');
    const goods = ['tornillos', 'guantes', 'cemento', 'papel', 'leche', 'cable'];
    const orders = goods.map((producto, i) => ({
      natural_language: `Necesito ${i + 2} cajas de ${producto}.`,
      json_data: { producto, cantidad: i + 2 },
    }));
    await writeFile(trainPath, JSON.stringify(orders));
    const stop = new AbortController();
    const options: TrainModelOptions = {
      trainPath,
      outDir: join(path, 'trained'),
      baseDir: await tinyModelFolder(),
      profile: { ...PROFILES.full, augmentation: 1, batchSize: 1, epochs: 1 },
      resume: false,
      threads: 1,
      maxValidation: 1,
      tracking: { project: 'entrenamiento', trackers: ['mlflow'] },
      signal: stop.signal,
      onStep: ({ step }) => {
        if (step === 2) stop.abort();
      },
    };
    process.env['MLFLOW_TRACKING_URI'] = uri;
    try {
      await trainModel(options);
      expect((await runsOf('entrenamiento')).map(({ info }) => info.status)).toEqual(['KILLED']);
      const { signal: _, onStep: __, ...rest } = options;
      await trainModel({ ...rest, resume: true });
    } finally {
      delete process.env['MLFLOW_TRACKING_URI'];
    }
    const runs = await runsOf('entrenamiento');
    expect(runs.map(({ info }) => info)).toEqual([{ run_name: 'trained', status: 'FINISHED' }]);
    const last = new Map(runs[0]?.data.metrics.map(({ key, step }) => [key, step]));
    const steps = last.get('loss') ?? 0;
    expect(steps).toBeGreaterThan(2);
    for (const key of ['learning_rate', 'tokens_per_second', 'f1', 'epoch_loss'])
      expect(last.get(key), key).toBe(steps);
  });

  it('trains on without a server that does not answer', async () => {
    const { path } = await folder;
    const failed: string[] = [];
    process.env['MLFLOW_TRACKING_URI'] = `http://127.0.0.1:${await freePort()}`;
    const reports = await trainModel({
      trainPath: join(path, 'orders.json'),
      outDir: join(path, 'unheard'),
      baseDir: await tinyModelFolder(),
      profile: { ...PROFILES.full, augmentation: 1, epochs: 1 },
      resume: false,
      threads: 1,
      maxValidation: 1,
      onTrackerFailure: (tracker) => failed.push(tracker),
    }).finally(() => delete process.env['MLFLOW_TRACKING_URI']);
    expect(failed).toEqual(['MLflow']);
    expect(reports).toHaveLength(1);
  });

  it('goes on without a server that does not answer, and says so', async () => {
    const dir = join((await folder).path, 'alone');
    const failures: [string, unknown][] = [];
    const environment = { MLFLOW_TRACKING_URI: `http://127.0.0.1:${await freePort()}` };
    const onFailure = (name: string, error: unknown): void => void failures.push([name, error]);
    const tracker = await openTrackers({ run: RUN, dir, environment, onFailure });
    await tracker.log(1, { loss: 3 });
    await tracker.close('stopped');
    expect(failures).toEqual([['MLflow', expect.objectContaining({ code: 'UNREACHABLE' })]]);
    const lines = (await readFile(join(dir, 'metrics.jsonl'), 'utf8')).trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { kind: string }).kind)).toEqual([
      'run',
      'metrics',
      'end',
    ]);
  });

  it('names every wrong variable at once', async () => {
    const environment = { MLFLOW_TRACKING_URI: 'nowhere', WANDB_MODE: 'sometimes' };
    const opened = openTrackers({
      run: RUN,
      dir: (await folder).path,
      environment,
      onFailure: () => undefined,
    });
    await expect(opened).rejects.toMatchObject({
      code: 'BAD_SETTING',
      message: expect.stringMatching(/MLFLOW_TRACKING_URI.*WANDB_MODE/) as string,
    });
  });
});
