import { KafkaEvents, kafkaSettings } from '@ordena/events';
import { createLogger, readConfig, runUntilSignal } from '@ordena/service-kit';
import { Registry } from 'prom-client';

import { orderStreamConfigSchema, streamSettings } from './config.js';
import { GrpcOrderReader } from './order-reader.js';
import { startOrderStream } from './order-stream.js';
import { createStreamMetrics } from './stream-metrics.js';

/**
 * Runs the order stream over Kafka until a signal stops it.
 *
 * @param env the configuration's variables.
 * @param options `registry`: where the metrics are read; `stop`: stops it like a signal would.
 */
export async function runOrderStream(
  env: Readonly<Record<string, string | undefined>> = process.env,
  { registry = new Registry(), stop }: { registry?: Registry; stop?: AbortSignal } = {},
): Promise<void> {
  const config = readConfig(orderStreamConfigSchema, env);
  const logger = createLogger('order-stream', config.ORDENA_LOG_LEVEL);
  const events = await KafkaEvents.connect({
    ...kafkaSettings(config),
    clientId: 'ordena-order-stream',
    sessionTimeoutMs: config.ORDENA_STREAM_SESSION_MS,
    log: (level, message, details) => {
      logger[level](details, message);
    },
  });
  try {
    const stream = await startOrderStream({
      events,
      reader: new GrpcOrderReader(config.ORDENA_INFERENCE_ADDR),
      settings: streamSettings(config),
      group: config.ORDENA_STREAM_GROUP,
      metrics: createStreamMetrics(registry),
      partitions: config.ORDENA_STREAM_PARTITIONS,
    });
    logger.info({ group: config.ORDENA_STREAM_GROUP }, 'streaming');
    await runUntilSignal([stream], stop);
  } finally {
    await events.close();
  }
}
