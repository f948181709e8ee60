import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { TrainingClient } from '@ordena/contracts';
import type { CloudEvent } from '@ordena/events';
import { CORRECTION_TYPE, TOPICS, type DeadLetter } from '@ordena/service-order-stream';
import { openState } from '@ordena/state';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { eventually } from '../support/eventually.js';
import { skipWithoutKafka } from '../support/kafka-jars.js';
import { readMetrics } from '../support/metrics.js';
import { freePort, postgresFolder, startPostgres, type PostgresServer } from '../support/postgres.js';
import { namesIn } from '../support/names-in.js';
import { serve, type Served } from '../support/run-ordena.js';
import { startStreamWorld, streamProcess, type Killable, type StreamWorld } from '../support/stream-world.js';
import { trainingWorld, type TrainingWorld } from '../support/training-world.js';

const order = (i: number) => ({ producto: 'guantes', cantidad: i });
const textOf = (i: number): string => `Necesito ${i} cajas de guantes`;

/** Runs on corrections, the newest first. */
async function correctionRuns(address: string): Promise<string[]> {
  const training = new TrainingClient(address);
  try {
    const { runs } = await training.listRuns({});
    return runs.filter(({ name }) => name === 'corrections').map(({ runId }) => runId);
  } finally {
    training.close();
  }
}

describe('corrections in ordena serve', () => {
  let world: TrainingWorld;
  let inbox: string;
  let env: Record<string, string>;
  let served: Served;

  beforeAll(async () => {
    world = await trainingWorld();
    inbox = join(world.env['ORDENA_STATE'] ?? '', '..', 'inbox');
    await mkdir(join(inbox, 'corrections'), { recursive: true });
    env = {
      ...world.env,
      ORDENA_INBOX: inbox,
      ORDENA_STREAM_RUN_AFTER: '3',
      ORDENA_STREAM_RUN_BASE: world.base,
    };
    served = await serve([], env);
  });

  afterAll(async () => {
    await served.stop();
    await world.remove();
  });

  const write = async (name: string, numbers: readonly number[], wrong: object[] = []): Promise<void> => {
    const rows = numbers.map((i) => ({ natural_language: textOf(i), json_data: order(i) }));
    await writeFile(join(inbox, 'corrections', name), JSON.stringify([...rows, ...wrong]));
  };
  const files = (folder: string): Promise<string[]> => namesIn(join(inbox, 'corrections', folder));

  it('come from files, once each, and start one run for every three', async () => {
    await write('first.json', [2, 3]);
    await eventually(
      () => files('done'),
      (done) => done.length === 1,
    );
    // Of these one is there already, and the file with a fault counts for nothing.
    await write('again.json', [3]);
    await write('faulty.json', [4, 5, 6], [{ natural_language: 'una mesa' }]);
    await eventually(
      async () => [await files('done'), await files('failed')],
      ([done, failed]) => done?.length === 2 && failed?.length === 1,
    );
    expect(await correctionRuns(served.address)).toEqual([]);
    await write('third.json', [7]);
    const [first] = await eventually(
      () => correctionRuns(served.address),
      (runs) => runs.length > 0,
    );
    await served.kill();
    served = await serve([], env);
    await write('more.json', [2, 3, 8, 9]);
    await eventually(
      () => files('done'),
      (done) => done.length === 4,
    );
    expect(await correctionRuns(served.address)).toEqual([first]);
    await write('last.json', [10]);
    const runs = await eventually(
      () => correctionRuns(served.address),
      (now) => now.length > 1,
    );
    expect(runs).toEqual([expect.stringMatching(/^corrections-/), first]);
    await served.stop();
    const state = await openState({ dir: world.env['ORDENA_STATE'] });
    const kept = await state.corrections.list();
    expect(kept.map(({ text, order: corrected, origin }) => [text, corrected, origin])).toEqual(
      [
        [2, 'more.json#1'],
        [3, 'more.json#2'],
        [7, 'third.json#1'],
        [8, 'more.json#3'],
        [9, 'more.json#4'],
        [10, 'last.json#1'],
      ].map(([i, origin]) => [textOf(Number(i)), order(Number(i)), origin]),
    );
    await state.close();
  });
});

const noPostgres = postgresFolder() === undefined;
if (noPostgres) process.stderr.write('corrections over Kafka: left out, no postgres program was found\n');

describe.skipIf(skipWithoutKafka() || noPostgres)('corrections over Kafka', { timeout: 240_000 }, () => {
  let world: StreamWorld;
  let training: TrainingWorld;
  let postgres: PostgresServer;
  let coordinator: Served;
  let stream: Killable;
  let metricsPort: number;

  beforeAll(async () => {
    [world, training, postgres] = await Promise.all([startStreamWorld(3), trainingWorld(), startPostgres()]);
    const database = { DATABASE_URL: postgres.url };
    coordinator = await serve(['--only', 'training-coordinator'], { ...training.env, ...database });
    metricsPort = await freePort();
    stream = streamProcess(
      world.broker,
      { port: 1 },
      {
        ...database,
        ORDENA_TRAINING_ADDR: coordinator.address,
        ORDENA_STREAM_RUN_AFTER: '5',
        ORDENA_STREAM_RUN_BASE: training.base,
        ORDENA_METRICS_ADDR: `127.0.0.1:${metricsPort}`,
      },
    );
    await stream.start();
  }, 240_000);

  afterAll(async () => {
    await stream.kill();
    await coordinator.stop();
    await Promise.all([world.close(), postgres.stop()]);
    await training.remove();
  });

  const send = (number: number, more: object = {}): Promise<void> => {
    const data = { text: textOf(number), order: order(number), ...more };
    const event: CloudEvent = {
      specversion: '1.0',
      id: `c-${number}`,
      source: '/erp',
      type: CORRECTION_TYPE,
      data,
    };
    return world.events.publish(TOPICS.corrections, [{ key: `k-${number}`, event }]);
  };
  const counted = (result: string) => async () =>
    (await readMetrics(metricsPort)).value('ordena_stream_corrections_total', { result });

  it('are kept once with their origin over a kill, refused with a reason, and start one run', async () => {
    for (const number of [2, 3, 2]) await send(number, { origin: 'ana' });
    await send(4, { order: { cantidad: 'muchas' } });
    await eventually(counted('kept'), (kept) => kept === 3);
    await eventually(counted('refused'), (refused) => refused === 1);
    expect(await correctionRuns(coordinator.address)).toEqual([]);
    await stream.kill();
    for (const number of [5, 6, 7, 8]) await send(number);
    await stream.start();
    await eventually(counted('kept'), (kept) => (kept ?? 0) >= 4);
    const runs = await correctionRuns(coordinator.address);
    expect(runs).toEqual([expect.stringMatching(/^corrections-/)]);

    const state = await openState({ url: postgres.url });
    const kept = await state.corrections.list();
    expect(kept.map(({ text }) => text).sort()).toEqual([2, 3, 5, 6, 7, 8].map(textOf));
    expect(kept.find(({ text }) => text === textOf(2))).toMatchObject({ origin: 'ana', order: order(2) });
    expect(kept.find(({ text }) => text === textOf(5))?.origin).toMatch(/^orders\.corrections\/\d\/\d+$/);
    const run = await state.runs.get(runs[0] ?? '');
    expect(run.spec).toMatchObject({ dataset: { kind: 'corrections' }, baseVersion: training.base });
    await state.close();

    const letters: DeadLetter[] = [];
    for await (const { value } of world.events.scan(TOPICS.deadLetters))
      letters.push((JSON.parse(String(value)) as { data: DeadLetter }).data);
    expect(letters).toEqual([expect.objectContaining({ reason: 'CORRECTION_INVALID' })]);
    expect(letters[0]?.message).toContain('cantidad');
  });
});
