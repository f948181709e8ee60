import type { KafkaEvents } from '@ordena/events';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { randomNumbers } from '../support/tiny-model.js';
import {
  countResults,
  orderRecord,
  ordersLeft,
  publishAll,
  readResults,
  realInference,
  startStreamWorld,
  streamProcess,
  stubInference,
  type Results,
} from '../support/stream-world.js';

/** What is done to the stream while it works. */
export interface ChaosSettings {
  orders: number;
  /** Times that one of the two stream processes or the inference process is killed. */
  kills: number;
  brokerRestarts: number;
  /** Seconds for which the inference service is stopped, half-way. 0: not at all. */
  outageSeconds: number;
  /** Milliseconds an order takes the stub engine, 16 at once; 'real': the model that comes with Ordena. */
  engine: number | 'real';
  seed: number;
  /** Seconds after which it counts as stuck. */
  limitSeconds: number;
}

/** What a `read_committed` reader saw. */
export interface ChaosReport {
  orders: number;
  missing: number;
  twice: number;
  deadLetters: number;
  /** Keys whose orders came out of order. */
  disordered: number;
  seconds: number;
  kills: Record<string, number>;
}

/** Sends orders through two stream processes and one inference process while they are killed at random moments. */
export async function runChaos(settings: ChaosSettings, note: (text: string) => void): Promise<ChaosReport> {
  const { orders, kills, brokerRestarts, outageSeconds, engine, limitSeconds } = settings;
  const world = await startStreamWorld(4);
  const { broker, events } = world;
  const inference = engine === 'real' ? realInference() : stubInference(engine, 16);
  const streams = [streamProcess(broker, inference), streamProcess(broker, inference)] as const;
  const reading = new AbortController();
  const random = randomNumbers(settings.seed);
  const killed: Record<string, number> = {};
  const kill = async (name: string, process: typeof inference): Promise<void> => {
    killed[name] = (killed[name] ?? 0) + 1;
    await process.kill();
    await process.start();
  };
  const victims = [
    ['stream 1', streams[0]],
    ['stream 2', streams[1]],
    ['inference', inference],
  ] as const;
  try {
    await publishAll(
      events,
      Array.from({ length: orders }, (_, i) => orderRecord(i)),
    );
    await inference.start();
    await Promise.all(streams.map((stream) => stream.start()));
    const began = Date.now();
    const seen = countResults(events, reading.signal);
    void tellProgress(events, reading.signal, (lag) => {
      note(`${Math.round((Date.now() - began) / 1000)} s: ${seen.count}/${orders} seen, ${lag} left`);
    });
    const plan = [
      ...Array.from({ length: kills }, () => ({
        at: random(950) / 1000,
        victim: victims[random(3)] ?? victims[2],
      })).map(({ at, victim: [name, victim] }) => ({
        at,
        what: `kill ${name}`,
        act: () => kill(name, victim),
      })),
      ...Array.from({ length: brokerRestarts }, (_, i) => ({
        at: (i + 1) / (brokerRestarts + 1) + 0.05,
        what: 'restart the broker',
        act: () => broker.restart(),
      })),
      ...(outageSeconds === 0
        ? []
        : [
            {
              at: 0.5,
              what: 'stop the inference service',
              act: async () => {
                await inference.kill();
                await sleep(outageSeconds * 1000);
                await inference.start();
              },
            },
          ]),
    ].sort((a, b) => a.at - b.at);
    for (const { at, what, act } of plan) {
      await until(() => seen.count >= at * orders, began, limitSeconds);
      await sleep(random(1000));
      note(`${seen.count}/${orders} seen: ${what}`);
      await act();
    }
    await until(() => seen.count >= orders, began, limitSeconds);
    const seconds = (Date.now() - began) / 1000;
    // What comes twice would come now.
    await sleep(2000);
    return { ...judge(await readResults(events), orders), seconds, kills: killed };
  } finally {
    reading.abort();
    await Promise.all([...streams, inference].map((process) => process.kill()));
    await world.close();
  }
}

function judge(results: Results, orders: number): Omit<ChaosReport, 'seconds' | 'kills'> {
  const times = new Map<string, number>();
  const last = new Map<string, number>();
  const disordered = new Set<string>();
  const ids = [...results.orders, ...results.deadLetters].map(
    ({ source }) => `${source.partition}/${source.offset}`,
  );
  for (const id of ids) times.set(id, (times.get(id) ?? 0) + 1);
  for (const { record, text } of results.orders) {
    const key = `${record.topic} ${record.key?.toString() ?? ''}`;
    const number = Number(/pedido (\d+)/.exec(text)?.[1]);
    if (number <= (last.get(key) ?? -1)) disordered.add(key);
    last.set(key, number);
  }
  return {
    orders,
    missing: orders - times.size,
    twice: [...times.values()].filter((count) => count > 1).length,
    deadLetters: results.deadLetters.length,
    disordered: disordered.size,
  };
}

/** Tells every ten seconds how many orders the group has not committed, which says more than what a reader has seen. */
async function tellProgress(
  events: KafkaEvents,
  signal: AbortSignal,
  tell: (lag: string) => void,
): Promise<void> {
  while (!signal.aborted) {
    await sleep(10_000, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    await ordersLeft(events).then(
      (left) => {
        tell(String(left));
      },
      () => {
        tell('(no broker)');
      },
    );
  }
}

async function until(check: () => boolean, began: number, limitSeconds: number): Promise<void> {
  while (!check()) {
    if (Date.now() - began > limitSeconds * 1000)
      throw new Error(`the stream was not done after ${limitSeconds} s`);
    await sleep(50);
  }
}

if (process.argv[1] === import.meta.filename) {
  const { values } = parseArgs({
    options: {
      orders: { type: 'string', default: '10000' },
      kills: { type: 'string', default: '20' },
      restarts: { type: 'string', default: '2' },
      outage: { type: 'string', default: '30' },
      engine: { type: 'string', default: '40' },
      seed: { type: 'string', default: '1' },
      limit: { type: 'string', default: '3600' },
    },
  });
  const report = await runChaos(
    {
      orders: Number(values.orders),
      kills: Number(values.kills),
      brokerRestarts: Number(values.restarts),
      outageSeconds: Number(values.outage),
      engine: values.engine === 'real' ? 'real' : Number(values.engine),
      seed: Number(values.seed),
      limitSeconds: Number(values.limit),
    },
    (text) => process.stderr.write(`${text}\n`),
  );
  process.stdout.write(`${JSON.stringify(report)}\n`);
  process.exitCode = report.missing + report.twice + report.deadLetters + report.disordered === 0 ? 0 : 1;
}
