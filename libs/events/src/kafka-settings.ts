import { readFileSync } from 'node:fs';

import { z } from 'zod';

import { EventsError } from './errors.js';

/** Environment variables of the connection to Kafka. */
export const kafkaConfigShape = {
  /** Brokers to start from, `host:port` separated by commas. */
  ORDENA_KAFKA_BROKERS: z.string().min(1).optional(),
  /** `true`: TLS. With the next three, its own authority and client certificate. */
  ORDENA_KAFKA_TLS: z.enum(['true', 'false']).default('false'),
  /** File with the authority's certificates (PEM). Default: those that Node knows. */
  ORDENA_KAFKA_TLS_CA: z.string().optional(),
  /** Files with the client's certificate and key (PEM), for mutual TLS. */
  ORDENA_KAFKA_TLS_CERT: z.string().optional(),
  ORDENA_KAFKA_TLS_KEY: z.string().optional(),
  /** Not set: no SASL. */
  ORDENA_KAFKA_SASL: z.enum(['plain', 'scram-sha-256', 'scram-sha-512']).optional(),
  ORDENA_KAFKA_USER: z.string().optional(),
  ORDENA_KAFKA_PASSWORD: z.string().optional(),
};

/** The checked variables. */
export type KafkaConfig = z.infer<z.ZodObject<typeof kafkaConfigShape>>;

/** How brokers are reached. */
export interface KafkaSettings {
  /** `host:port` of some brokers. */
  brokers: readonly string[];
  /** Shows in the broker's logs. Default "ordena". */
  clientId?: string;
  /** true: TLS with the authorities that Node knows. An object: its own, as PEM. Default: no TLS. */
  tls?: boolean | { ca?: string; cert?: string; key?: string };
  /** User and password. Default: none. */
  sasl?: { mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512'; username: string; password: string };
  /**
   * After how long without a heartbeat a reader counts as dead, in milliseconds. Shorter: its partitions go on sooner.
   * Longer: a slow moment does not cost them. Default 15000.
   */
  sessionTimeoutMs?: number;
  /** Takes kafkajs's own warnings and errors. Default: nothing is logged. */
  log?: (level: 'error' | 'warn' | 'info', message: string, details: object) => void;
}

/** Variables that mean nothing, or less than they seem to, without another. */
const NEEDS: readonly [keyof KafkaConfig, keyof KafkaConfig][] = [
  ['ORDENA_KAFKA_TLS_CERT', 'ORDENA_KAFKA_TLS_KEY'],
  ['ORDENA_KAFKA_TLS_KEY', 'ORDENA_KAFKA_TLS_CERT'],
  ['ORDENA_KAFKA_SASL', 'ORDENA_KAFKA_USER'],
  ['ORDENA_KAFKA_SASL', 'ORDENA_KAFKA_PASSWORD'],
  ['ORDENA_KAFKA_USER', 'ORDENA_KAFKA_SASL'],
  ['ORDENA_KAFKA_PASSWORD', 'ORDENA_KAFKA_SASL'],
];

const PEM_FILES = {
  ca: 'ORDENA_KAFKA_TLS_CA',
  cert: 'ORDENA_KAFKA_TLS_CERT',
  key: 'ORDENA_KAFKA_TLS_KEY',
} as const;

/**
 * How the brokers are reached, from the variables of {@link kafkaConfigShape}; reads the PEM files that they name.
 *
 * @throws EventsError `SETTINGS_INVALID` whose `field` is the variable: no brokers, a certificate without its key, a
 * user without a mechanism, files without `ORDENA_KAFKA_TLS=true`, a file that cannot be read.
 */
export function kafkaSettings(config: KafkaConfig): KafkaSettings {
  const brokers = (config.ORDENA_KAFKA_BROKERS ?? '')
    .split(',')
    .map((broker) => broker.trim())
    .filter((broker) => broker !== '');
  if (brokers.length === 0) throw invalid('ORDENA_KAFKA_BROKERS', 'is not set: host:port of the brokers');
  for (const [given, needed] of NEEDS) {
    if (config[given] !== undefined && config[needed] === undefined)
      throw invalid(needed, `is not set: ${given} needs it`);
  }
  const withTls = config.ORDENA_KAFKA_TLS === 'true';
  const pems: Partial<Record<keyof typeof PEM_FILES, string>> = {};
  for (const [name, variable] of Object.entries(PEM_FILES) as [keyof typeof PEM_FILES, keyof KafkaConfig][]) {
    const path = config[variable];
    if (path === undefined) continue;
    // Passed over, it would leave a connection open that somebody meant to protect.
    if (!withTls) throw invalid('ORDENA_KAFKA_TLS', `is not true: ${variable} needs it`);
    pems[name] = readPem(variable, path);
  }
  const {
    ORDENA_KAFKA_SASL: mechanism,
    ORDENA_KAFKA_USER: username,
    ORDENA_KAFKA_PASSWORD: password,
  } = config;
  return {
    brokers,
    tls: withTls && (Object.keys(pems).length === 0 || pems),
    ...(mechanism === undefined || username === undefined || password === undefined
      ? {}
      : { sasl: { mechanism, username, password } }),
  };
}

function readPem(variable: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw invalid(variable, `cannot be read: ${path}`, error);
  }
}

function invalid(variable: string, what: string, cause?: unknown): EventsError {
  return new EventsError('SETTINGS_INVALID', `configuration is invalid: ${variable} ${what}`, {
    field: variable,
    cause,
  });
}
