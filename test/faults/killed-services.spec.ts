import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';

import { TrainingClient } from '@ordena/contracts';
import { decodeEvent, KafkaEvents, type CloudEvent } from '@ordena/events';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { startKafkaBroker, type KafkaBroker } from '../support/kafka-broker.js';
import { serve, type Served } from '../support/run-ordena.js';
import { kindOf, SHORT, trainingWorld, watchToEnd, type TrainingWorld } from '../support/training-world.js';

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

it.each(NAMES)(
  '%s killed in the middle of a run: the run ends right after restart, no event is lost or new twice',
  async (victim) => {
    const address = addresses.get('training-coordinator') ?? '';
    const training = new TrainingClient(address);
    // Those that are needed at the beginning are down when it begins; inference is needed at the end only.
    if (victim === 'augmentation' || victim === 'tokenization') await services.get(victim)?.kill();
    const { run } = await training.startRun({
      dataset: { path: world.dataset },
      base: world.base,
      profile: 'full',
      overrides: { ...SHORT, epochs: 4, seed: NAMES.indexOf(victim) },
    });
    const runId = run?.runId ?? '';
    if (victim === 'inference' || victim === 'training-coordinator') {
      for await (const event of training.watchRun({ runId })) {
        if ((event.step?.step ?? 0) >= 3) break;
      }
      await services.get(victim)?.kill();
    }
    training.close();
    await start(victim);
    const watched = await watchToEnd(address, runId);
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
  },
);

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
