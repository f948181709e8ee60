import { KafkaEvents, kafkaSettings, MemoryEvents, type EventBus } from '@ordena/events';
import { createLogger, GrpcServer, readConfig, runUntilSignal } from '@ordena/service-kit';
import { openState } from '@ordena/state';

import { coordinatorConfigSchema, type CoordinatorConfig } from './config.js';
import { openCoordinator } from './service.js';

/**
 * Runs the training coordinator until a signal stops it.
 *
 * @param env the configuration's variables.
 * @param stop stops it like a signal would.
 */
export async function runTrainingCoordinator(
  env: Readonly<Record<string, string | undefined>> = process.env,
  stop?: AbortSignal,
): Promise<void> {
  const config = readConfig(coordinatorConfigSchema, env);
  const logger = createLogger('training-coordinator', config.ORDENA_LOG_LEVEL);
  const state = await openState({ url: config.DATABASE_URL, dir: config.ORDENA_STATE });
  const events = await connectEvents(config);
  const coordinator = await openCoordinator(config, { state, events, logger });
  const server = await GrpcServer.start({
    address: config.ORDENA_ADDR,
    shutdownMs: config.ORDENA_SHUTDOWN_MS,
    logger,
    services: coordinator.services,
  });
  await coordinator.resume();
  await runUntilSignal([state, events, coordinator, server], stop);
}

/** Kafka where brokers are named; else events stay in this process. */
export async function connectEvents(config: CoordinatorConfig): Promise<EventBus> {
  if (config.ORDENA_KAFKA_BROKERS === undefined) return new MemoryEvents();
  return KafkaEvents.connect({ ...kafkaSettings(config), clientId: 'ordena-training-coordinator' });
}
