import { defaultModelDir } from '@ordena/default-model/model-dir';
import { EXECUTION_PROVIDERS } from '@ordena/inference';
import { modelStoreDir } from '@ordena/model';
import { baseConfigShape } from '@ordena/service-kit';
import { z } from 'zod';

const share = z.coerce.number().min(0).max(1).default(0);

/** The environment of the inference service. */
export const inferenceConfigSchema = z.object({
  ...baseConfigShape,
  /**
   * Folder of the model that answers until `production` is set. Default: the one that comes with Ordena, or the store's
   * `production` where it has one.
   */
  ORDENA_MODEL: z.string().default(() => defaultModelDir()),
  /** Folder of the model store. Default: `.ordena/store` in the home folder. Made where there is none. */
  ORDENA_STORE: z.string().default(() => modelStoreDir()),
  /** How often the store is looked at for aliases that others have moved, in milliseconds. 0: never. */
  ORDENA_STORE_REFRESH_MS: z.coerce.number().int().min(0).max(3_600_000).default(5_000),
  /** Most versions of the store in memory at once. */
  ORDENA_MAX_MODELS: z.coerce.number().int().min(1).max(64).default(4),
  /** Share of the requests that name no model which `candidate` answers, 0 to 1. */
  ORDENA_CANARY_SHARE: share,
  /** Share of the requests that name no model which `candidate` answers too, for comparison, 0 to 1. */
  ORDENA_SHADOW_SHARE: share,
  /** Review is asked for of values that are less likely right than this, 0 to 1. Default: 0.7. */
  ORDENA_REVIEW_BELOW: z.coerce.number().min(0).max(1).optional(),
  /** Where models run: `cpu`, `webgpu` or `cuda`. Default: `cpu`. */
  ORDENA_PROVIDER: z.enum(EXECUTION_PROVIDERS).optional(),
  /** Threads of one model step. Default: chosen by ONNX Runtime. */
  ORDENA_THREADS: z.coerce.number().int().min(1).max(256).optional(),
  /** Most orders decoded together. Default: the engine's own. */
  ORDENA_MAX_BATCH: z.coerce.number().int().min(1).max(256).optional(),
  ORDENA_GUESSES: z.coerce.number().int().min(0).max(3).optional(),
  /** Most orders that wait; one more gets RESOURCE_EXHAUSTED. Default: the engine's own. */
  ORDENA_MAX_QUEUE: z.coerce.number().int().min(1).max(1_000_000).optional(),
  /** Most characters (UTF-16 code units) of a text. Default: the engine's own, which is as much as the contract lets through. */
  ORDENA_MAX_TEXT_LENGTH: z.coerce.number().int().min(1).max(16_384).optional(),
});

/** A checked configuration. */
export type InferenceConfig = z.infer<typeof inferenceConfigSchema>;
