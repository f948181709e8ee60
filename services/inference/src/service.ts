import { basename, resolve } from 'node:path';

import {
  CANONICALIZATION_SERVICE,
  canonicalizationServiceDefinition,
  MODEL_SERVICE,
  modelServiceDefinition,
} from '@ordena/contracts';
import { defaultModelDir } from '@ordena/default-model/model-dir';
import { Engine, type EngineOptions } from '@ordena/inference';
import { ModelStore } from '@ordena/model';
import {
  GrpcServer,
  serverSettings,
  startService,
  type Health,
  type Logger,
  type RunningService,
  type ServedService,
} from '@ordena/service-kit';

import type { Canonicalizer } from './canonicalizer.js';
import type { InferenceConfig } from './config.js';
import { canonicalizationHandlers } from './handlers.js';
import { modelHandlers } from './models/model-handlers.js';
import { ModelManager } from './models/model-manager.js';
import { meterModels } from './models/model-metrics.js';
import { ModelRouter } from './models/model-router.js';
import { NO_TRAFFIC } from './models/traffic.js';
import { singleModel, type OrderReader } from './order-reader.js';

/** The services of inference, ready to be served, on a port of their own or beside others. */
export interface OpenInference {
  readonly services: readonly ServedService[];
  /** Tells health, from now on, whether production can answer: not while its engine starts again after a crash. */
  started(health: Health): void;
  /** Stops the engines; the server must have stopped before. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Loads the models and serves them.
 *
 * @throws the engine's errors when a model folder is at fault, ModelError when the store is; ServiceError
 * `ADDRESS_UNAVAILABLE`.
 */
export function startInferenceService(config: InferenceConfig, logger: Logger): Promise<RunningService> {
  return startService('inference', config, () => openInference(config, logger), logger);
}

/** Loads the models. Throws as {@link startInferenceService}, the address apart. */
export async function openInference(config: InferenceConfig, logger: Logger): Promise<OpenInference> {
  const store = await ModelStore.open(config.ORDENA_STORE);
  const startEngine = async (dir: string): Promise<Engine> => {
    const engine = await Engine.start(engineOptions(dir, config));
    if (engine.calibration === 'stale')
      logger.warn({ model: dir }, 'its calibration is of other weights and not used: run ordena calibrate');
    return engine;
  };
  const name = modelName(config.ORDENA_MODEL);
  const models = new ModelManager({
    store,
    startEngine,
    builtIn: { name, engine: await startEngine(config.ORDENA_MODEL) },
    prefersBuiltIn: name !== DEFAULT_MODEL,
    maxLoaded: config.ORDENA_MAX_MODELS,
    logger,
  });
  try {
    await models.refresh(true);
    const router = new ModelRouter(models, logger);
    router.setTraffic({
      ...NO_TRAFFIC,
      canaryShare: config.ORDENA_CANARY_SHARE,
      shadowShare: config.ORDENA_SHADOW_SHARE,
    });
    const served = {
      name: MODEL_SERVICE,
      definition: modelServiceDefinition(),
      handlers: { ...modelHandlers({ models, router, logger }) },
    };
    logger.info({ model: models.production.name, store: store.dir }, 'ready');
    const stopMetering = meterModels({
      inMemory: () => models.inMemory,
      agreements: () => router.agreements,
    });
    const stopRefreshing = keepRefreshing(models, config.ORDENA_STORE_REFRESH_MS, logger);
    let closing: Promise<void> | undefined;
    const close = async (): Promise<void> => {
      stopRefreshing();
      stopMetering();
      await models.close();
    };
    return {
      services: [canonicalizationService(router, logger, config.ORDENA_REVIEW_BELOW), served],
      started: (health) => {
        models.watchReady((isReady) => {
          health.setServing(CANONICALIZATION_SERVICE, isReady);
        });
      },
      close: () => (closing ??= close()),
    };
  } catch (error) {
    await models.close();
    throw error;
  }
}

/**
 * Serves a canonicalizer that runs already, without ModelService.
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
    ...serverSettings(config),
    logger,
    services: [canonicalizationService(singleModel(canonicalizer, model), logger)],
  });
}

function canonicalizationService(reader: OrderReader, logger: Logger, minConfidence?: number): ServedService {
  return {
    name: CANONICALIZATION_SERVICE,
    definition: canonicalizationServiceDefinition(),
    handlers: { ...canonicalizationHandlers({ reader, logger, minConfidence }) },
  };
}

function engineOptions(modelDir: string, config: InferenceConfig): EngineOptions {
  return {
    modelDir,
    ...(config.ORDENA_PROVIDER === undefined ? {} : { provider: config.ORDENA_PROVIDER }),
    ...(config.ORDENA_THREADS === undefined ? {} : { threads: config.ORDENA_THREADS }),
    ...(config.ORDENA_MAX_BATCH === undefined ? {} : { maxBatch: config.ORDENA_MAX_BATCH }),
    ...(config.ORDENA_GUESSES === undefined ? {} : { guesses: config.ORDENA_GUESSES }),
    ...(config.ORDENA_MAX_QUEUE === undefined ? {} : { maxQueue: config.ORDENA_MAX_QUEUE }),
    ...(config.ORDENA_MAX_TEXT_LENGTH === undefined ? {} : { maxTextLength: config.ORDENA_MAX_TEXT_LENGTH }),
  };
}

/** Follows the store. @returns how to stop. */
function keepRefreshing(models: ModelManager, everyMs: number, logger: Logger): () => void {
  if (everyMs === 0) return () => undefined;
  const timer = setInterval(() => {
    models.refresh().catch((error: unknown) => {
      logger.error({ err: error }, 'the model store cannot be read');
    });
  }, everyMs);
  return () => {
    clearInterval(timer);
  };
}

const DEFAULT_MODEL = 'default';

/** What requests call a model: its folder's name, and `default` for the one that comes with Ordena. */
function modelName(dir: string): string {
  return resolve(dir) === resolve(defaultModelDir()) ? DEFAULT_MODEL : basename(resolve(dir));
}
