import { join } from 'node:path';

import { TrainingClient } from '@ordena/contracts';
import { MemoryEvents } from '@ordena/events';
import { augmentationService } from '@ordena/service-augmentation';
import { inferenceConfigSchema, openInference } from '@ordena/service-inference';
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
  createLogger,
  GrpcServer,
  metricsRegistry,
  readConfig,
  runUntilSignal,
  startMetricsServer,
  startTelemetry,
  type Logger,
  type ServedService,
} from '@ordena/service-kit';
import { openTokenization, tokenizationConfigSchema } from '@ordena/service-tokenization';
import { coordinatorConfigSchema, openCoordinator } from '@ordena/service-training-coordinator';
import { openState, type State } from '@ordena/state';

/** A part of the one process: services for the shared port, and what is to be closed. */
interface Part {
  readonly services?: readonly ServedService[];
  close?(): Promise<void>;
}

/**
 * All services in one process on one port, with events in memory and the embedded database.
 *
 * @param env the configuration's variables, those of every service.
 * @param stop stops it like a signal would.
 */
export async function serveAll(
  env: Readonly<Record<string, string | undefined>>,
  stop?: AbortSignal,
): Promise<void> {
  const inferenceConfig = readConfig(inferenceConfigSchema, env);
  const tokenizationConfig = readConfig(tokenizationConfigSchema, env);
  const coordinatorConfig = readConfig(coordinatorConfigSchema, env);
  const inboxConfig = readConfig(inboxConfigSchema, env);
  const logger = createLogger('ordena', inferenceConfig.ORDENA_LOG_LEVEL);

  // Opened in this order, closed in the other; a part that cannot be opened closes those before it.
  const parts: Part[] = [];
  const closables: { close(): Promise<void> }[] = [];
  const add = <T extends Part>(part: T): T => {
    parts.push(part);
    if (part.close !== undefined) closables.push({ close: () => part.close?.() ?? Promise.resolve() });
    return part;
  };
  let server: GrpcServer | undefined;
  const own = (): string => `127.0.0.1:${server?.port ?? 0}`;
  try {
    add(startTelemetry('ordena', inferenceConfig.OTEL_EXPORTER_OTLP_ENDPOINT));
    const metrics = add(await startMetricsServer(inferenceConfig.ORDENA_METRICS_ADDR));
    const state = await openState({
      url: coordinatorConfig.DATABASE_URL,
      dir: coordinatorConfig.ORDENA_STATE,
    });
    add({ close: () => state.close() });
    const events = new MemoryEvents();
    add({ close: () => events.close() });
    add(await openInference(inferenceConfig, logger));
    add({ services: [augmentationService(logger)] });
    add({ services: [await openTokenization(tokenizationConfig, logger)] });
    const coordinator = add(
      await openCoordinator(coordinatorConfig, {
        state,
        events,
        logger,
        peers: () => ({ augmentation: own(), tokenization: own(), inference: own() }),
      }),
    );
    server = await GrpcServer.start({
      address: inferenceConfig.ORDENA_ADDR,
      shutdownMs: inferenceConfig.ORDENA_SHUTDOWN_MS,
      logger,
      services: parts.flatMap(({ services = [] }) => services),
    });
    closables.push(server);
    await coordinator.resume();
    closables.push(await openStreams(inboxConfig, { state, events, logger, address: own() }));
    if (metrics.port !== undefined) logger.info({ metricsPort: metrics.port }, 'serving metrics');
  } catch (error) {
    for (const closable of closables.reverse()) await closable.close();
    throw error;
  }
  await runUntilSignal(closables, stop);
}

type InboxConfig = ReturnType<typeof readConfig<typeof inboxConfigSchema>>;

/** Corrections into the state that the coordinator reads too, and a folder of orders and corrections, where one is named. */
async function openStreams(
  config: InboxConfig,
  parts: { state: State; events: MemoryEvents; logger: Logger; address: string },
): Promise<{ close(): Promise<void> }> {
  const { state, events, logger, address } = parts;
  const metrics = createStreamMetrics(metricsRegistry);
  const closables: { close(): Promise<void> }[] = [];
  const close = async (): Promise<void> => {
    for (const closable of closables.splice(0).reverse()) await closable.close();
  };
  try {
    await events.ensureTopics([TOPICS.corrections, TOPICS.deadLetters].map((topic) => ({ topic })));
    const training = new TrainingClient(address);
    closables.push({ close: () => Promise.resolve(training.close()) });
    const group = 'corrections';
    closables.push(
      await keepCorrections({ events, topics: TOPICS, group, state, training, config, metrics, logger }),
    );
    const { ORDENA_INBOX: dir, ORDENA_INBOX_OUT: out } = config;
    if (dir === undefined) return { close };
    const onFault = (message: string): void => {
      logger.warn({ inbox: dir }, message);
    };
    const reader = new GrpcOrderReader(address);
    closables.push(
      await startInbox({ dir, out: out ?? join(dir, 'orders.jsonl'), reader, metrics, onFault }),
    );
    closables.push(
      await startCorrectionsInbox({
        dir: join(dir, 'corrections'),
        events,
        topic: TOPICS.corrections,
        group,
        onFault,
      }),
    );
    return { close };
  } catch (error) {
    await close();
    throw error;
  }
}
