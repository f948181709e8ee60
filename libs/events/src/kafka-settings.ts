import { z } from 'zod';

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
