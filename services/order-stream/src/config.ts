import { kafkaConfigShape } from '@ordena/events';
import { clientConfigShape, baseConfigShape } from '@ordena/service-kit';
import { z } from 'zod';

import { DEFAULT_SETTINGS, topicsWithPrefix, type StreamSettings } from './stream-settings.js';

const whole = (least: number, most: number) => z.coerce.number().int().min(least).max(most);

/** When corrections become a training run. */
export const correctionRunsShape = {
  /** Corrections since the last run on corrections that start one. Not set: people start them. */
  ORDENA_STREAM_RUN_AFTER: whole(2, 10_000_000).optional(),
  /** Model that such a run starts from. Default: the coordinator's own. */
  ORDENA_STREAM_RUN_BASE: z.string().min(1).optional(),
  /** Its training profile. Default: the coordinator's own. */
  ORDENA_STREAM_RUN_PROFILE: z.string().min(1).optional(),
};

/** The environment of the order stream. Its meaning in full: {@link StreamSettings}, KafkaSettings. */
export const orderStreamConfigSchema = z.object({
  ORDENA_LOG_LEVEL: baseConfigShape.ORDENA_LOG_LEVEL,
  ORDENA_METRICS_ADDR: baseConfigShape.ORDENA_METRICS_ADDR,
  OTEL_EXPORTER_OTLP_ENDPOINT: baseConfigShape.OTEL_EXPORTER_OTLP_ENDPOINT,
  ...kafkaConfigShape,
  ...clientConfigShape,
  ...correctionRunsShape,
  /** The Postgres server that the training coordinator has too. Not set: corrections stay in their topic. */
  DATABASE_URL: z.string().min(1).optional(),
  /** host:port of the training coordinator. */
  ORDENA_TRAINING_ADDR: z.string().default('127.0.0.1:50051'),
  /** host:port of the inference service. */
  ORDENA_INFERENCE_ADDR: z.string().default('127.0.0.1:50051'),
  /** Processes with one group share the work. */
  ORDENA_STREAM_GROUP: z.string().min(1).default('ordena-order-stream'),
  /** Stands before the names of all topics. */
  ORDENA_STREAM_TOPIC_PREFIX: z.string().default(''),
  /** Partitions of topics that are made: how many processes can share the work. */
  ORDENA_STREAM_PARTITIONS: whole(1, 10_000).default(6),
  ORDENA_STREAM_CONCURRENCY: whole(1, 1024).default(DEFAULT_SETTINGS.concurrency),
  /** At most 256: the note of failed attempts must fit beside the committed place. */
  ORDENA_STREAM_WINDOW: whole(1, 256).default(DEFAULT_SETTINGS.window),
  ORDENA_STREAM_MAX_ATTEMPTS: whole(1, 1000).default(DEFAULT_SETTINGS.maxAttempts),
  ORDENA_STREAM_TIMEOUT_MS: whole(100, 600_000).default(DEFAULT_SETTINGS.timeoutMs),
  /** How long results wait for others to be committed with: 0 for the least delay, more for fewer transactions. */
  ORDENA_STREAM_COMMIT_MS: whole(0, 10_000).default(DEFAULT_SETTINGS.commitEveryMs),
  ORDENA_STREAM_MAX_BYTES: whole(1, 100_000_000).default(DEFAULT_SETTINGS.maxBytes),
  ORDENA_STREAM_NO_ORDER_BELOW: z.coerce.number().min(0).max(1).default(DEFAULT_SETTINGS.noOrderBelow),
  ORDENA_STREAM_SESSION_MS: whole(1000, 300_000).default(15_000),
});

/** When corrections become a training run, checked. */
export type CorrectionRunsConfig = z.infer<z.ZodObject<typeof correctionRunsShape>>;

/** A checked configuration. */
export type OrderStreamConfig = z.infer<typeof orderStreamConfigSchema>;

/** The environment of the stream without a broker. */
export const inboxConfigSchema = z.object({
  ...correctionRunsShape,
  /** Folder whose files are streamed. Not set: none. */
  ORDENA_INBOX: z.string().optional(),
  /** File of results. Default: `orders.jsonl` in the folder. Corrections are taken from `corrections/` in it. */
  ORDENA_INBOX_OUT: z.string().optional(),
});

/** How orders are worked on. */
export function streamSettings(config: OrderStreamConfig): StreamSettings {
  return {
    ...DEFAULT_SETTINGS,
    topics: topicsWithPrefix(config.ORDENA_STREAM_TOPIC_PREFIX),
    concurrency: config.ORDENA_STREAM_CONCURRENCY,
    window: config.ORDENA_STREAM_WINDOW,
    maxAttempts: config.ORDENA_STREAM_MAX_ATTEMPTS,
    timeoutMs: config.ORDENA_STREAM_TIMEOUT_MS,
    commitEveryMs: config.ORDENA_STREAM_COMMIT_MS,
    maxBytes: config.ORDENA_STREAM_MAX_BYTES,
    noOrderBelow: config.ORDENA_STREAM_NO_ORDER_BELOW,
  };
}

/** The variables of the connection alone, for those who only look at topics. */
export const kafkaConfigSchema = z.object({
  ...kafkaConfigShape,
  ORDENA_STREAM_TOPIC_PREFIX: z.string().default(''),
});
