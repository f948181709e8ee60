import { Kafka, logLevel, Partitioners, type KafkaConfig, type Producer } from 'kafkajs';

import { EventsError } from './errors.js';
import type { KafkaSettings } from './kafka-settings.js';
import { letIdleQueuesRest } from './kafkajs-idle.js';
import type { IncomingRecord, OutgoingRecord } from './records.js';

const LEVELS = { [logLevel.ERROR]: 'error', [logLevel.WARN]: 'warn', [logLevel.INFO]: 'info' } as const;

/** A kafkajs client by our settings. */
export function createKafka(settings: KafkaSettings): Kafka {
  letIdleQueuesRest();
  const { brokers, clientId = 'ordena', tls = false, sasl, log } = settings;
  const config: KafkaConfig = {
    brokers: [...brokers],
    clientId,
    logLevel: log === undefined ? logLevel.NOTHING : logLevel.WARN,
    retry: { initialRetryTime: 100, maxRetryTime: 3000, retries: 8 },
    connectionTimeout: 3000,
    requestTimeout: 30_000,
    ...(tls === false ? {} : { ssl: tls }),
    ...(sasl === undefined ? {} : { sasl: saslOptions(sasl) }),
  };
  if (log === undefined) return new Kafka(config);
  const logCreator = () => (entry: { level: logLevel; log: { message: string } }) => {
    const level = LEVELS[entry.level as keyof typeof LEVELS];
    if (level !== undefined) log(level, entry.log.message, entry.log);
  };
  return new Kafka({ ...config, logCreator });
}

/** Settings of every producer: the partition of a key is that of the Java client. */
export function createProducer(kafka: Kafka, transactionalId?: string): Producer {
  return kafka.producer({
    createPartitioner: Partitioners.DefaultPartitioner,
    allowAutoTopicCreation: false,
    maxInFlightRequests: 1,
    ...(transactionalId === undefined
      ? { idempotent: true }
      : // How long a dead owner's transaction may hold up readers when nobody takes its partition over.
        { transactionalId, transactionTimeout: 30_000 }),
  });
}

/** A record as kafkajs wants it. */
export function toMessage({ key, value, headers }: OutgoingRecord): {
  key: Buffer | null;
  value: Buffer;
  headers: Record<string, string>;
} {
  return { key, value, headers: { ...headers } };
}

/** A record as kafkajs read it. */
export function toRecord(
  topic: string,
  partition: number,
  message: {
    offset: string;
    key: Buffer | null;
    value: Buffer | null;
    headers?: Record<string, Buffer | string | (Buffer | string)[] | undefined>;
    timestamp: string;
  },
): IncomingRecord {
  const headers = Object.entries(message.headers ?? {}).flatMap(([name, given]) => {
    const value = Array.isArray(given) ? given.at(-1) : given;
    return value === undefined ? [] : [[name.toLowerCase(), value.toString()] as const];
  });
  return {
    topic,
    partition,
    offset: Number(message.offset),
    key: message.key,
    value: message.value,
    headers: Object.fromEntries(headers),
    timestamp: Number(message.timestamp),
  };
}

/** What a broker or kafkajs said, as ours. */
export function publishError(topic: string, error: unknown): EventsError {
  const missing = kafkaErrorType(error) === 'UNKNOWN_TOPIC_OR_PARTITION';
  return new EventsError(
    missing ? 'TOPIC_MISSING' : 'PUBLISH_FAILED',
    missing ? `there is no topic ${topic}` : `${topic} took no records: ${String(error)}`,
    { field: topic, cause: error },
  );
}

/** The broker's own name for an error, also of one that kafkajs gave up retrying. */
export function kafkaErrorType(error: unknown): string | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ('type' in cause && typeof cause.type === 'string') return cause.type;
  }
  return undefined;
}

function saslOptions({
  mechanism,
  username,
  password,
}: NonNullable<KafkaSettings['sasl']>): NonNullable<KafkaConfig['sasl']> {
  switch (mechanism) {
    case 'plain':
      return { mechanism, username, password };
    case 'scram-sha-256':
      return { mechanism, username, password };
    case 'scram-sha-512':
      return { mechanism, username, password };
  }
}
