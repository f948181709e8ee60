import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import { KafkaEvents, type CloudEvent, type IncomingRecord, type OutgoingRecord } from '@ordena/events';
import { TOPICS, type DeadLetter, type OrderResult } from '@ordena/service-order-stream';

import { startKafkaBroker, type KafkaBroker } from './kafka-broker.js';
import { ROOT } from './run-ordena.js';

/** A process that can be killed and started again. */
export interface Killable {
  readonly port: number;
  /** Of the process that was started last. */
  readonly pid: number;
  start(): Promise<void>;
  /** SIGKILL, and waits until it is gone. */
  kill(): Promise<void>;
}

/** A broker with the stream's topics. */
export interface StreamWorld {
  broker: KafkaBroker;
  events: KafkaEvents;
  close(): Promise<void>;
}

/** Starts a broker and makes the topics; orders of up to 4 MB get in, so that the service has to refuse them. */
export async function startStreamWorld(partitions: number): Promise<StreamWorld> {
  const broker = await startKafkaBroker();
  const events = await KafkaEvents.connect({ brokers: [broker.brokers], clientId: 'test' });
  const large = { 'max.message.bytes': '4194304' };
  await events.ensureTopics(
    Object.values(TOPICS).map((topic: string) => ({ topic, partitions, config: large })),
  );
  return {
    broker,
    events,
    close: async () => {
      await events.close();
      await broker.stop();
    },
  };
}

/** The inference service with an engine that sleeps, in a process of its own. Its port stays the same. */
export function stubInference(delayMs: number, places: number): Killable {
  const script = join(ROOT, 'test/dist/support/stub-inference.js');
  return killable((port) => [script, String(port), String(delayMs), String(places)], {});
}

/** The inference service, with the model that comes with Ordena unless `env` names another. */
export function realInference(env: Readonly<Record<string, string>> = {}): Killable {
  const bin = join(ROOT, 'services/cli/bin/ordena.js');
  return killable((port) => [bin, 'serve', '--only', 'inference', '--addr', `127.0.0.1:${port}`], {
    ORDENA_LOG_LEVEL: 'info',
    ...env,
  });
}

/** An `ordena stream run` process. */
export function streamProcess(
  broker: KafkaBroker,
  inference: Pick<Killable, 'port'>,
  env: Readonly<Record<string, string>> = {},
): Killable {
  const bin = join(ROOT, 'services/cli/bin/ordena.js');
  return killable(
    () => [bin, 'stream', 'run'],
    () => ({
      ORDENA_KAFKA_BROKERS: broker.brokers,
      ORDENA_INFERENCE_ADDR: `127.0.0.1:${inference.port}`,
      ORDENA_STREAM_SESSION_MS: '6000',
      ...env,
    }),
  );
}

type Env = Record<string, string> | (() => Record<string, string>);

function killable(args: (port: number) => string[], env: Env): Killable {
  let child: ChildProcess | undefined;
  let port = 0;
  return {
    get port() {
      return port;
    },
    get pid() {
      return child?.pid ?? 0;
    },
    start: async () => {
      const more = typeof env === 'function' ? env() : env;
      const started = spawn(process.execPath, args(port), {
        cwd: ROOT,
        env: { ...process.env, ...more },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      child = started;
      let log = '';
      await new Promise<void>((resolve, reject) => {
        started.stderr.setEncoding('utf8').on('data', (text: string) => {
          log = (log + text).slice(-10_000);
          const match = /"port":(\d+)/.exec(log);
          if (match !== null) port = Number(match[1]);
          if (match !== null || log.includes('"streaming"')) resolve();
        });
        started.once('exit', () => {
          reject(new Error(`the process ended: ${log}`));
        });
      });
    },
    kill: async () => {
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** What stands in the three topics of results. */
export interface Results {
  orders: (OrderResult & { record: IncomingRecord })[];
  deadLetters: DeadLetter[];
}

/** Reads all results, as a `read_committed` reader sees them. */
export async function readResults(events: KafkaEvents): Promise<Results> {
  const results: Results = { orders: [], deadLetters: [] };
  for (const topic of [TOPICS.canonical, TOPICS.review]) {
    for await (const record of events.scan(topic))
      results.orders.push({ ...dataOf<OrderResult>(record), record });
  }
  for await (const record of events.scan(TOPICS.deadLetters)) results.deadLetters.push(dataOf(record));
  return results;
}

/** How many records the three topics hold, markers of transactions left out. */
export function countResults(events: KafkaEvents, signal: AbortSignal): { readonly count: number } {
  const seen = { count: 0 };
  for (const topic of [TOPICS.canonical, TOPICS.review, TOPICS.deadLetters]) {
    void (async () => {
      for await (const record of events.scan(topic, { follow: true, signal }))
        if (record.offset >= 0) seen.count++;
    })();
  }
  return seen;
}

/** Orders that the stream's group has not committed yet. @throws when no broker answers. */
export async function ordersLeft(events: KafkaEvents): Promise<number> {
  const lag = await events.lag(TOPICS.raw, 'ordena-order-stream');
  return [...lag.values()].reduce((sum, records) => sum + records, 0);
}

/** Order number `i` as plain text; every tenth key has the same orders behind each other. */
export function orderRecord(i: number, text = `pedido ${i}: 3 cajas de guantes`): OutgoingRecord {
  return {
    key: Buffer.from(`cliente-${i % 97}`),
    value: Buffer.from(text),
    headers: { 'content-type': 'text/plain' },
  };
}

/** Publishes in pieces that a broker takes. */
export async function publishAll(events: KafkaEvents, records: readonly OutgoingRecord[]): Promise<void> {
  for (let start = 0; start < records.length; start += 200)
    await events.publishRecords(TOPICS.raw, records.slice(start, start + 200));
}

function dataOf<T>(record: IncomingRecord): T {
  return (JSON.parse(record.value?.toString() ?? '{}') as CloudEvent<T>).data as T;
}
