import { defaultModelDir } from '@ordena/default-model/model-dir';
import { baseConfigShape } from '@ordena/service-kit';
import { z } from 'zod';

/** The environment of the inference service. */
export const inferenceConfigSchema = z.object({
  ...baseConfigShape,
  /** Folder of the model to serve. Default: the one that comes with Ordena. */
  ORDENA_MODEL: z.string().default(() => defaultModelDir()),
  /** Threads of one model step. Default: chosen by ONNX Runtime. */
  ORDENA_THREADS: z.coerce.number().int().min(1).max(256).optional(),
  /** Most orders decoded together. Default: the engine's own. */
  ORDENA_MAX_BATCH: z.coerce.number().int().min(1).max(1024).optional(),
});

/** A checked configuration. */
export type InferenceConfig = z.infer<typeof inferenceConfigSchema>;
