import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { Kafka, logLevel } from 'kafkajs';

import { kafkaJars } from './kafka-jars.js';
import { run } from './run-ordena.js';
import { temporaryFolder } from './temporary-folder.js';

/** A running broker. Its port and its data stay the same over restarts. */
export interface KafkaBroker {
  /** `host:port`, as clients want it. */
  brokers: string;
  /** Ends it and deletes its data. May be called twice. */
  stop(): Promise<void>;
  /** Kills it at once (SIGKILL) and leaves it down. */
  kill(): Promise<void>;
  /** Ends it in good order, if it runs, and starts it again on the same data. */
  restart(): Promise<void>;
}

/** Starting takes 3 to 6 s on two free cores; much longer on busy ones. */
const READY_WITHIN_MS = 90_000;
const JAVA_FLAGS = ['-Xmx512m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];

/**
 * Starts a real Kafka 4.1 broker: one KRaft node on free ports of the loopback, with an empty data folder.
 * Topics have to be created. Transactions work; nothing is replicated.
 *
 * @throws Error with what the broker wrote, when it does not answer within 90 s.
 */
export async function startKafkaBroker(): Promise<KafkaBroker> {
  const classpath = join(await kafkaJars(), '*');
  const folder = await temporaryFolder();
  const properties = join(folder.path, 'server.properties');
  const [port, controller] = await freePorts();
  const brokers = `127.0.0.1:${port}`;
  await writeFile(properties, serverProperties(folder.path, port, controller));
  // Begins with a letter: an id that begins with a dash would be read as another option.
  const cluster = `k${randomBytes(16).toString('base64url').slice(1)}`;
  const format = ['-cp', classpath, 'kafka.tools.StorageTool', 'format', '-t', cluster, '-c', properties];
  const formatted = await run('java', [...JAVA_FLAGS, ...format]);
  if (formatted.code !== 0) throw new Error(`the broker's folder was not formatted: ${formatted.stderr}`);

  let process = await startProcess(classpath, properties, brokers);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (process.exitCode !== null || process.signalCode !== null) return;
    const exited = once(process, 'exit');
    process.kill(signal);
    await exited;
  };
  return {
    brokers,
    kill: () => end('SIGKILL'),
    restart: async () => {
      await end('SIGTERM');
      process = await startProcess(classpath, properties, brokers);
    },
    stop: async () => {
      await end('SIGKILL');
      await folder.remove();
    },
  };
}

async function startProcess(classpath: string, properties: string, brokers: string): Promise<ChildProcess> {
  const child = spawn('java', [...JAVA_FLAGS, '-cp', classpath, 'kafka.Kafka', properties], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (log = (log + text).slice(-4000)));
  try {
    await waitUntilReady(child, brokers);
  } catch (error) {
    child.kill('SIGKILL');
    throw new Error(`the broker did not start: ${log}`, { cause: error });
  }
  return child;
}

async function waitUntilReady(child: ChildProcess, brokers: string): Promise<void> {
  const kafka = new Kafka({ brokers: [brokers], logLevel: logLevel.NOTHING, retry: { retries: 0 } });
  const giveUp = Date.now() + READY_WITHIN_MS;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`exit code ${child.exitCode}`);
    const admin = kafka.admin();
    try {
      await admin.connect();
      const { controller } = await admin.describeCluster();
      if (controller !== null) return;
    } catch (error) {
      if (Date.now() > giveUp) throw error;
    } finally {
      await admin.disconnect();
    }
    await sleep(200);
  }
}

/** Two ports that were free a moment ago. */
async function freePorts(): Promise<[number, number]> {
  const servers = [createServer(), createServer()];
  const ports = await Promise.all(
    servers.map(async (server) => {
      await once(server.listen(0, '127.0.0.1'), 'listening');
      return (server.address() as AddressInfo).port;
    }),
  );
  for (const server of servers) server.close();
  return ports as [number, number];
}

function serverProperties(folder: string, port: number, controller: number): string {
  return Object.entries({
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controller}`,
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controller}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT',
    'log.dirs': join(folder, 'data'),
    'auto.create.topics.enable': false,
    'offsets.topic.replication.factor': 1,
    'offsets.topic.num.partitions': 1,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'transaction.state.log.num.partitions': 1,
    'group.initial.rebalance.delay.ms': 0,
    // The shortest that a broker takes by default is 6 s; tests kill consumers and do not want to wait.
    'group.min.session.timeout.ms': 1000,
    // A killed broker may register again only when its old session is over: 9 s by default.
    'broker.session.timeout.ms': 4000,
    'broker.heartbeat.interval.ms': 1000,
  })
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
}
