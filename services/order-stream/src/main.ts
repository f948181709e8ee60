import { TrainingClient } from '@ordena/contracts';
import { KafkaEvents, kafkaSettings } from '@ordena/events';
import {
  clientCredentials,
  createLogger,
  metricsRegistry,
  openAll,
  readConfig,
  runUntilSignal,
  ServiceError,
  startMetricsServer,
  startTelemetry,
  type Closable,
  type Closables,
  type Logger,
} from '@ordena/service-kit';
import { openState } from '@ordena/state';

import { orderStreamConfigSchema, streamSettings, type OrderStreamConfig } from './config.js';
import { keepCorrections, type KeepCorrectionsOptions } from './keep-corrections.js';
import { GrpcOrderReader } from './order-reader.js';
import { startOrderStream } from './order-stream.js';
import { createStreamMetrics } from './stream-metrics.js';

/**
 * Runs the order stream over Kafka until a signal stops it, and keeps corrections where there is a database for them.
 *
 * @param env the configuration's variables.
 * @param stop stops it like a signal would.
 */
export async function runOrderStream(
  env: Readonly<Record<string, string | undefined>> = process.env,
  stop?: AbortSignal,
): Promise<void> {
  const config = readConfig(orderStreamConfigSchema, env);
  const logger = createLogger('order-stream', config.ORDENA_LOG_LEVEL);
  const stream = await openAll((closables) => open(config, logger, closables));
  logger.info({ group: config.ORDENA_STREAM_GROUP }, 'streaming');
  await runUntilSignal([stream], stop);
}

/** Opens the parts one after the other. */
async function open(config: OrderStreamConfig, logger: Logger, closables: Closables): Promise<Closable> {
  checkDatabase(config);
  const settings = streamSettings(config);
  const channel = clientCredentials(config);
  closables.add(startTelemetry('order-stream', config.OTEL_EXPORTER_OTLP_ENDPOINT));
  const metrics = createStreamMetrics(metricsRegistry);
  const { port } = closables.add(await startMetricsServer(config.ORDENA_METRICS_ADDR));
  if (port !== undefined) logger.info({ metricsPort: port }, 'serving metrics');
  const events = closables.add(
    await KafkaEvents.connect({
      ...kafkaSettings(config),
      clientId: 'ordena-order-stream',
      sessionTimeoutMs: config.ORDENA_STREAM_SESSION_MS,
      log: (level, message, details) => {
        logger[level](details, message);
      },
    }),
  );
  closables.add(
    await startOrderStream({
      events,
      reader: new GrpcOrderReader(config.ORDENA_INFERENCE_ADDR, channel),
      settings,
      group: config.ORDENA_STREAM_GROUP,
      metrics,
      partitions: config.ORDENA_STREAM_PARTITIONS,
    }),
  );
  closables.add(await openCorrections(config, { events, metrics, logger }));
  return closables;
}

/**
 * Keeps corrections in the database that the training coordinator reads. Only on a server: the embedded database bears
 * one process, which is the coordinator's. Without one they stay in their topic, and are read from its beginning by
 * the first process that has one.
 */
function openCorrections(
  config: OrderStreamConfig,
  parts: Pick<KeepCorrectionsOptions, 'events' | 'metrics' | 'logger'>,
): Promise<Closable> {
  return openAll(async (closables) => {
    const { DATABASE_URL: url } = config;
    if (url === undefined) return closables;
    const state = closables.add(await openState({ url }));
    const training = new TrainingClient(config.ORDENA_TRAINING_ADDR, clientCredentials(config));
    closables.add({ close: () => Promise.resolve(training.close()) });
    const { topics } = streamSettings(config);
    const group = `${config.ORDENA_STREAM_GROUP}-corrections`;
    closables.add(await keepCorrections({ ...parts, topics, group, state, training, config }));
    return closables;
  });
}

function checkDatabase(config: OrderStreamConfig): void {
  if (config.ORDENA_STREAM_RUN_AFTER === undefined || config.DATABASE_URL !== undefined) return;
  const message = 'configuration is invalid: DATABASE_URL is not set: ORDENA_STREAM_RUN_AFTER needs it';
  throw new ServiceError('CONFIG_INVALID', message, { field: 'DATABASE_URL' });
}
