import { once } from 'node:events';
import { readFile, stat } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { TrainingClient, type ProfileOverridesInput, type ReceivedTrainingEvent } from '@ordena/contracts';
import { decodeEvent, KafkaEvents, type CloudEvent } from '@ordena/events';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { startKafkaBroker, type KafkaBroker } from '../support/kafka-broker.js';
import { serve, type Served } from '../support/run-ordena.js';
import {
  kindOf,
  SHORT,
  trainingWorld,
  watchToEnd,
  writeOrders,
  type TrainingWorld,
} from '../support/training-world.js';

const NAMES = ['augmentation', 'tokenization', 'inference', 'training-coordinator'] as const;
type Name = (typeof NAMES)[number];

let world: TrainingWorld;
let broker: KafkaBroker;
let env: Record<string, string>;
const addresses = new Map<Name, string>();
const services = new Map<Name, Served>();

beforeAll(async () => {
  world = await trainingWorld();
  broker = await startKafkaBroker();
  for (const name of NAMES) addresses.set(name, await freeAddress());
  env = {
    ...world.env,
    ORDENA_KAFKA_BROKERS: broker.brokers,
    ORDENA_AUGMENTATION_ADDR: addresses.get('augmentation') ?? '',
    ORDENA_TOKENIZATION_ADDR: addresses.get('tokenization') ?? '',
    ORDENA_INFERENCE_ADDR: addresses.get('inference') ?? '',
  };
  await Promise.all(NAMES.map(start));
});

afterAll(async () => {
  await Promise.all([...services.values()].map((service) => service.stop()));
  await broker.stop();
  await world.remove();
});

/** Rows of the run whose streams are broken: a second or two of them. */
const MANY_ORDERS = 6000;

it.each(['augmentation', 'tokenization'] as const)(
  '%s killed while it streams: the rows are made again, the run ends right',
  async (victim) => {
    const dataset = join(dirname(world.dataset), `many-${victim}.jsonl`);
    await writeOrders(dataset, MANY_ORDERS);
    // One epoch of few large batches: it is the rows that count here.
    const overrides = { ...SHORT, epochs: 1, batchSize: 512, maxLength: 32 };
    const runId = await startRun(dataset, overrides);
    const data = join(world.env['ORDENA_RUNS'] ?? '', runId, 'data');
    while (!(await sizeOf(join(data, 'rows.jsonl')))) await sleep(5);
    await services.get(victim)?.kill();
    expect(await sizeOf(join(data, 'prepared.json'))).toBe(0);
    await start(victim);
    const watched = await checkedEvents(runId);
    const { trainingRows = 0, validationOrders = 0 } = watched[1]?.started ?? {};
    expect(trainingRows).toBe((MANY_ORDERS - validationOrders) * 2);
    const rows = (await readFile(join(data, 'rows.jsonl'), 'utf8')).trimEnd().split('\n');
    expect(rows.length).toBe(trainingRows);
  },
);

it.each(['inference', 'training-coordinator'] as const)(
  '%s killed while a model is trained: the run ends right after restart, no event is lost or new twice',
  async (victim) => {
    const runId = await startRun(world.dataset, { ...SHORT, epochs: 4 });
    const training = new TrainingClient(addresses.get('training-coordinator') ?? '');
    for await (const event of training.watchRun({ runId })) {
      if ((event.step?.step ?? 0) >= 3) break;
    }
    await services.get(victim)?.kill();
    training.close();
    await start(victim);
    await checkedEvents(runId);
  },
);

async function startRun(path: string, overrides: ProfileOverridesInput): Promise<string> {
  const training = new TrainingClient(addresses.get('training-coordinator') ?? '');
  const { run } = await training.startRun({
    dataset: { path },
    base: world.base,
    profile: 'full',
    overrides,
  });
  training.close();
  return run?.runId ?? '';
}

/** A run's events to its end, which must be a good one: gapless, each once, and the same on the topic. */
async function checkedEvents(runId: string): Promise<ReceivedTrainingEvent[]> {
  const watched = await watchToEnd(addresses.get('training-coordinator') ?? '', runId);
  expect(watched.map(({ sequence }) => sequence)).toEqual(watched.map((_, i) => i + 1));
  expect(kindOf(watched.at(-1) as never)).toBe('promoted');
  const names = watched.map((event) => `${kindOf(event)} ${event.step?.step ?? event.epoch?.epoch ?? ''}`);
  const once = names.filter((name) => !name.startsWith('evaluated') && !name.startsWith('checkpointed'));
  expect(new Set(once).size).toBe(once.length);

  const read = await readTopic(runId, watched.length);
  const known = new Set<string>();
  const fresh = read.filter(({ id }) => !known.has(id) && known.add(id));
  expect(fresh.map(({ id }) => id)).toEqual(watched.map(({ sequence }) => `${runId}:${sequence}`));
  expect(fresh.map(({ type }) => type)).toEqual(
    watched.map((event) => `ordena.training.${kindOf(event)}.v1`),
  );
  return watched;
}

/** 0 when there is no such file. */
async function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  );
}

async function start(name: Name): Promise<void> {
  services.set(name, await serve(['--only', name], env, addresses.get(name)));
}

/** A run's events as they lie on the topic, once all are there. */
async function readTopic(runId: string, count: number): Promise<CloudEvent[]> {
  const kafka = await KafkaEvents.connect({ brokers: [broker.brokers] });
  try {
    for (let attempt = 0; ; attempt++) {
      const events: CloudEvent[] = [];
      for await (const record of kafka.scan('training.events')) {
        const event = decodeEvent(record);
        if (event.subject === runId) events.push(event);
      }
      if (new Set(events.map(({ id }) => id)).size >= count || attempt === 20) return events;
    }
  } finally {
    await kafka.close();
  }
}

async function freeAddress(): Promise<string> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return `127.0.0.1:${port}`;
}
