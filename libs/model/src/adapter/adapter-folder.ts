import { join } from 'node:path';
import { z } from 'zod';
import { ModelError } from '../errors.js';
import type { LoraSettings } from '../training/trainable.js';
import { writeFolder, writeJson } from '../weights/atomic-folder.js';
import { readJson } from '../weights/model-folder.js';
import { bytesOf, readSafetensors, toFloat32, writeSafetensors, type StoredTensor } from '../weights/safetensors.js';
import type { Weights } from '../weights/types.js';

const CONFIG = 'adapter_config.json';
const WEIGHTS = 'adapter_model.safetensors';
/** PEFT puts this before the names of the base model's modules. */
const PREFIX = 'base_model.model.';

/** A LoRA adapter as PEFT's folder holds it. */
export interface Adapter {
  readonly lora: LoraSettings;
  readonly dropout: number;
  /** Name or path of the model it stands on, as written in its configuration. */
  readonly baseModel: string;
  /** `model.layers.N.….lora_A.weight` [rank, in] and `lora_B.weight` [out, rank]. */
  readonly weights: Weights;
}

const configSchema = z.looseObject({
  peft_type: z.literal('LORA'),
  r: z.number().int().positive(),
  lora_alpha: z.number().positive(),
  lora_dropout: z.number().min(0).max(1).default(0),
  target_modules: z.array(z.string()).nonempty(),
  base_model_name_or_path: z.string().nullish(),
  bias: z.literal('none').default('none'),
  // What follows would change the formula; a folder that uses it must not be loaded as plain LoRA.
  use_rslora: z.literal(false).nullish(),
  use_dora: z.literal(false).nullish(),
  // PiSSA, OLoRA, CorDA and LoftQ take part of the base away, which the folder does not hold.
  init_lora_weights: z.union([z.boolean(), z.enum(['gaussian', 'orthogonal'])]).nullish(),
  fan_in_fan_out: z.literal(false).nullish(),
  rank_pattern: z.record(z.string(), z.never()).nullish(),
  alpha_pattern: z.record(z.string(), z.never()).nullish(),
  modules_to_save: z.null().optional(),
});

/**
 * Writes an adapter the way PEFT does, so that transformers + PEFT load it. Written aside, then renamed.
 *
 * @throws ModelError WRITE_FAILED.
 */
export async function saveAdapterFolder(dir: string, adapter: Adapter): Promise<void> {
  const { lora } = adapter;
  const stored = new Map<string, StoredTensor>();
  for (const [name, { dims, data }] of adapter.weights) {
    stored.set(PREFIX + name, { dtype: 'F32', dims, bytes: bytesOf(data) });
  }
  await writeFolder(dir, async (aside) => {
    await writeSafetensors(join(aside, WEIGHTS), stored);
    await writeJson(join(aside, CONFIG), {
      base_model_name_or_path: adapter.baseModel,
      bias: 'none',
      fan_in_fan_out: false,
      inference_mode: true,
      lora_alpha: lora.alpha,
      lora_dropout: adapter.dropout,
      modules_to_save: null,
      peft_type: 'LORA',
      r: lora.rank,
      target_modules: [...lora.targetModules],
      task_type: 'CAUSAL_LM',
    });
    return [WEIGHTS, CONFIG];
  });
}

/**
 * Loads a PEFT LoRA folder.
 *
 * @throws ModelError MISSING_FILE, INVALID_CONFIG (a variant that is not plain LoRA names its key), INVALID_WEIGHTS.
 */
export async function loadAdapterFolder(dir: string): Promise<Adapter> {
  const file = join(dir, CONFIG);
  const parsed = configSchema.safeParse(await readJson(file));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new ModelError('INVALID_CONFIG', { file, key: issue?.path.join('.') ?? '' }, issue?.message ?? 'malformed', parsed.error);
  }
  const weights: Weights = new Map();
  await readSafetensors(join(dir, WEIGHTS), (name, tensor) => {
    if (!name.startsWith(PREFIX)) {
      throw new ModelError('INVALID_WEIGHTS', { file: join(dir, WEIGHTS), key: name }, `does not begin with ${PREFIX}`);
    }
    weights.set(name.slice(PREFIX.length), { dims: tensor.dims, data: toFloat32(tensor) });
  });
  const { r, lora_alpha, lora_dropout, target_modules, base_model_name_or_path } = parsed.data;
  return {
    lora: { rank: r, alpha: lora_alpha, targetModules: target_modules },
    dropout: lora_dropout,
    baseModel: base_model_name_or_path ?? '',
    weights,
  };
}
