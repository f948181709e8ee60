import { join } from 'node:path';

import { MemoryEvents } from '@ordena/events';
import { augmentationService } from '@ordena/service-augmentation';
import { inferenceConfigSchema, openInference } from '@ordena/service-inference';
import {
  createStreamMetrics,
  GrpcOrderReader,
  inboxConfigSchema,
  startInbox,
} from '@ordena/service-order-stream';
import {
  createLogger,
  GrpcServer,
  readConfig,
  runUntilSignal,
  type ServedService,
} from '@ordena/service-kit';
import { openTokenization, tokenizationConfigSchema } from '@ordena/service-tokenization';
import { coordinatorConfigSchema, openCoordinator } from '@ordena/service-training-coordinator';
import { openState } from '@ordena/state';

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
    const { ORDENA_INBOX: dir, ORDENA_INBOX_OUT: out } = readConfig(inboxConfigSchema, env);
    if (dir !== undefined) {
      const inbox = await startInbox({
        dir,
        out: out ?? join(dir, 'orders.jsonl'),
        reader: new GrpcOrderReader(own()),
        metrics: createStreamMetrics(),
        onFault: (message) => {
          logger.warn({ inbox: dir }, message);
        },
      });
      closables.push(inbox);
    }
  } catch (error) {
    for (const closable of closables.reverse()) await closable.close();
    throw error;
  }
  await runUntilSignal(closables, stop);
}
