import { join } from 'node:path';

import { TrainingClient } from '@ordena/contracts';
import { MemoryEvents } from '@ordena/events';
import { augmentationService } from '@ordena/service-augmentation';
import { inferenceConfigSchema, openInference, type InferenceConfig } from '@ordena/service-inference';
import {
  createStreamMetrics,
  GrpcOrderReader,
  inboxConfigSchema,
  keepCorrections,
  startCorrectionsInbox,
  startInbox,
  TOPICS,
} from '@ordena/service-order-stream';
import {
  GrpcServer,
  metricsRegistry,
  openAll,
  readConfig,
  runService,
  type Closable,
  type Logger,
  type ServiceParts,
} from '@ordena/service-kit';
import {
  openTokenization,
  tokenizationConfigSchema,
  type TokenizationConfig,
} from '@ordena/service-tokenization';
import {
  coordinatorConfigSchema,
  openCoordinator,
  type CoordinatorConfig,
} from '@ordena/service-training-coordinator';
import { openState, type State } from '@ordena/state';

import { makeOwnAddress } from './own-address.js';

/**
 * All services in one process on one port, with events in memory and the embedded database. Calls of theirs to each
 * other stay inside the machine, whatever callers from outside must show.
 *
 * @param env the configuration's variables, those of every service.
 * @param stop stops it like a signal would.
 * @throws StateError `ALREADY_CLAIMED`, `CLAIM_LOST`; what the services throw that cannot be opened.
 */
export async function serveAll(
  env: Readonly<Record<string, string | undefined>>,
  stop?: AbortSignal,
): Promise<void> {
  const configs: Configs = {
    inference: readConfig(inferenceConfigSchema, env),
    tokenization: readConfig(tokenizationConfigSchema, env),
    coordinator: readConfig(coordinatorConfigSchema, env),
    inbox: readConfig(inboxConfigSchema, env),
  };
  await runService('ordena', configs.inference, (logger) => openServices(configs, logger), stop);
}

interface Configs {
  readonly inference: InferenceConfig;
  readonly tokenization: TokenizationConfig;
  readonly coordinator: CoordinatorConfig;
  readonly inbox: InboxConfig;
}

/** Opened one after the other, closed the other way round; one that cannot be opened closes those before it. */
function openServices(
  { inference: config, tokenization, coordinator: coordinatorConfig, inbox }: Configs,
  logger: Logger,
): Promise<ServiceParts> {
  return openAll(async (closables) => {
    const { DATABASE_URL: url, ORDENA_STATE: dir } = coordinatorConfig;
    const state = closables.add(await openState({ url, dir }));
    const events = closables.add(new MemoryEvents());
    const { address } = closables.add(await makeOwnAddress());
    const inference = closables.add(await openInference(config, logger));
    const coordinator = closables.add(
      await openCoordinator(coordinatorConfig, {
        state,
        events,
        logger,
        peers: () => ({ augmentation: address, tokenization: address, inference: address }),
      }),
    );
    const services = [
      ...inference.services,
      augmentationService(logger),
      await openTokenization(tokenization, logger),
      ...coordinator.services,
    ];
    const { ORDENA_SHUTDOWN_MS: shutdownMs } = config;
    const quiet = logger.child({ server: 'own' }, { level: 'warn' });
    closables.add(await GrpcServer.start({ address, services, shutdownMs, logger: quiet }));
    return {
      services,
      lost: coordinator.lost,
      started: async (health) => {
        inference.started(health);
        await coordinator.resume();
        closables.add(await openStreams(inbox, { state, events, logger, address }));
      },
      close: () => closables.close(),
    };
  });
}

type InboxConfig = ReturnType<typeof readConfig<typeof inboxConfigSchema>>;

/** Corrections into the state that the coordinator reads too, and a folder of orders and corrections, where one is named. */
function openStreams(
  config: InboxConfig,
  parts: { state: State; events: MemoryEvents; logger: Logger; address: string },
): Promise<Closable> {
  const { state, events, logger, address } = parts;
  const metrics = createStreamMetrics(metricsRegistry);
  return openAll(async (closables) => {
    await events.ensureTopics([TOPICS.corrections, TOPICS.deadLetters].map((topic) => ({ topic })));
    const training = new TrainingClient(address);
    closables.add({ close: () => Promise.resolve(training.close()) });
    const group = 'corrections';
    closables.add(
      await keepCorrections({ events, topics: TOPICS, group, state, training, config, metrics, logger }),
    );
    const { ORDENA_INBOX: dir, ORDENA_INBOX_OUT: out } = config;
    if (dir === undefined) return closables;
    const onFault = (message: string): void => {
      logger.warn({ inbox: dir }, message);
    };
    const reader = new GrpcOrderReader(address);
    closables.add(await startInbox({ dir, out: out ?? join(dir, 'orders.jsonl'), reader, metrics, onFault }));
    closables.add(
      await startCorrectionsInbox({
        dir: join(dir, 'corrections'),
        events,
        topic: TOPICS.corrections,
        group,
        onFault,
      }),
    );
    return closables;
  });
}
