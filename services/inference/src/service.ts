import { basename, resolve } from 'node:path';

import { CANONICALIZATION_SERVICE, canonicalizationServiceDefinition } from '@ordena/contracts';
import { defaultModelDir } from '@ordena/default-model/model-dir';
import { Engine } from '@ordena/inference';
import { GrpcServer, type Logger } from '@ordena/service-kit';

import type { Canonicalizer } from './canonicalizer.js';
import type { InferenceConfig } from './config.js';
import { canonicalizationHandlers } from './handlers.js';

/** A running inference service. */
export interface InferenceService {
  /** The port it listens on. */
  readonly port: number;
  /** Stops taking calls, then the engine. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Loads the model and serves it.
 *
 * @throws the engine's errors when the model folder is at fault; ServiceError `ADDRESS_UNAVAILABLE`.
 */
export async function startInferenceService(
  config: InferenceConfig,
  logger: Logger,
): Promise<InferenceService> {
  const engine = await Engine.start({
    modelDir: config.ORDENA_MODEL,
    ...(config.ORDENA_THREADS === undefined ? {} : { threads: config.ORDENA_THREADS }),
    ...(config.ORDENA_MAX_BATCH === undefined ? {} : { maxBatch: config.ORDENA_MAX_BATCH }),
  });
  try {
    const server = await serveCanonicalizer(engine, modelName(config.ORDENA_MODEL), config, logger);
    let closing: Promise<void> | undefined;
    const close = async (): Promise<void> => {
      await server.close();
      await engine.close();
    };
    return { port: server.port, close: () => (closing ??= close()) };
  } catch (error) {
    await engine.close();
    throw error;
  }
}

/**
 * Serves a canonicalizer that runs already.
 *
 * @param model the name that requests may ask for.
 */
export function serveCanonicalizer(
  canonicalizer: Canonicalizer,
  model: string,
  config: Pick<InferenceConfig, 'ORDENA_ADDR' | 'ORDENA_SHUTDOWN_MS'>,
  logger: Logger,
): Promise<GrpcServer> {
  return GrpcServer.start({
    address: config.ORDENA_ADDR,
    shutdownMs: config.ORDENA_SHUTDOWN_MS,
    logger,
    services: [
      {
        name: CANONICALIZATION_SERVICE,
        definition: canonicalizationServiceDefinition(),
        handlers: canonicalizationHandlers({ canonicalizer, model, logger }),
      },
    ],
  });
}

/** What requests call a model: its folder's name, and `default` for the one that comes with Ordena. */
function modelName(dir: string): string {
  return resolve(dir) === resolve(defaultModelDir()) ? 'default' : basename(resolve(dir));
}
