import { KafkaEvents, kafkaSettings, MemoryEvents, type EventBus } from '@ordena/events';
import { openAll, readConfig, runService, type Logger, type ServiceParts } from '@ordena/service-kit';
import { openState } from '@ordena/state';

import { coordinatorConfigSchema, type CoordinatorConfig } from './config.js';
import { openCoordinator } from './service.js';

/**
 * Runs the training coordinator until a signal stops it.
 *
 * @param env the configuration's variables.
 * @param stop stops it like a signal would.
 * @throws StateError `ALREADY_CLAIMED` when another coordinator has the database's runs, `CLAIM_LOST` when one took them.
 */
export async function runTrainingCoordinator(
  env: Readonly<Record<string, string | undefined>> = process.env,
  stop?: AbortSignal,
): Promise<void> {
  const config = readConfig(coordinatorConfigSchema, env);
  await runService('training-coordinator', config, (logger) => openTrainingService(config, logger), stop);
}

/**
 * The coordinator with a database and events of its own, for `startService`.
 *
 * @throws StateError, EventsError, ServiceError, ModelError when one of them cannot be opened; nothing stays open then.
 */
export function openTrainingService(config: CoordinatorConfig, logger: Logger): Promise<ServiceParts> {
  return openAll(async (closables) => {
    const state = closables.add(await openState({ url: config.DATABASE_URL, dir: config.ORDENA_STATE }));
    const events = closables.add(await connectEvents(config));
    const coordinator = closables.add(await openCoordinator(config, { state, events, logger }));
    return {
      services: coordinator.services,
      lost: coordinator.lost,
      started: () => coordinator.resume(),
      close: () => closables.close(),
    };
  });
}

/** Kafka where brokers are named; else events stay in this process. */
export async function connectEvents(config: CoordinatorConfig): Promise<EventBus> {
  if (config.ORDENA_KAFKA_BROKERS === undefined) return new MemoryEvents();
  return KafkaEvents.connect({ ...kafkaSettings(config), clientId: 'ordena-training-coordinator' });
}
