import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { parseModelConfig, toHfConfig } from '../config/model-config.js';
import { ModelError } from '../errors.js';
import { writeFolder, writeJson } from './atomic-folder.js';
import { allFinite } from './finite.js';
import { bytesOf, readSafetensors, toFloat32, writeSafetensors, type StoredTensor, type TensorPlace } from './safetensors.js';
import { StoredWeight } from './stored-weight.js';
import { checkTensors, HEAD } from './tensor-names.js';
import type { Model, Weights } from './types.js';

const CONFIG = 'config.json';
const GENERATION_CONFIG = 'generation_config.json';
const WEIGHTS = 'model.safetensors';
const INDEX = 'model.safetensors.index.json';

export interface LoadOptions {
  /** Reads every value once and refuses NaN and infinity. Default false. */
  readonly checkFinite?: boolean;
  /** Leaves matrices in their files, from which each look at their `data` reads them. Default false. */
  readonly leaveMatrices?: boolean;
}

/**
 * Loads a Hugging Face model folder: `config.json` and `model.safetensors`, or the shards that
 * `model.safetensors.index.json` names. F16 and BF16 become float32.
 *
 * @throws ModelError that names the file and the key or tensor.
 */
export async function loadModelFolder(dir: string, options: LoadOptions = {}): Promise<Model> {
  const file = join(dir, CONFIG);
  const json = await readJson(file);
  const config = parseModelConfig(json, file);
  if (quantizationMethod(json) !== undefined) {
    throw new ModelError('UNSUPPORTED', { file, key: 'quantization_config' }, 'the folder is quantised: floats were asked for');
  }
  const weights: Weights = new Map();
  await readFolderTensors(dir, (name, tensor, place) => {
    // Some writers store the tied head a second time.
    if (name === HEAD && config.tieWordEmbeddings) return;
    if (tensor.dtype === 'I8') {
      throw new ModelError('UNSUPPORTED', { file: dir, key: name }, 'an int8 tensor in a folder that is not quantised');
    }
    const { dims, dtype } = tensor;
    const left = options.leaveMatrices === true && dims.length > 1;
    const weight = left ? new StoredWeight(dims, dtype, place) : { dims, data: toFloat32(tensor) };
    if (options.checkFinite === true && !allFinite(weight.data)) {
      throw new ModelError('INVALID_WEIGHTS', { file: dir, key: name }, 'holds NaN or infinity');
    }
    weights.set(name, weight);
  });
  checkTensors(config, weights, dir);
  return { config, weights };
}

/**
 * Writes a folder that transformers loads: `config.json`, `generation_config.json` and `model.safetensors` (F32).
 * Files are written aside and renamed into place; other files of the folder stay as they are.
 *
 * @throws ModelError INVALID_WEIGHTS when the weights do not fit the configuration; WRITE_FAILED.
 */
export async function saveModelFolder(dir: string, model: Model): Promise<void> {
  checkTensors(model.config, model.weights, dir);
  const stored = new Map<string, StoredTensor>();
  for (const [name, tensor] of model.weights) {
    stored.set(name, {
      dtype: 'F32',
      dims: tensor.dims,
      get bytes() {
        return bytesOf(tensor.data);
      },
    });
  }
  await saveStored(dir, toHfConfig(model.config), stored);
}

/** Writes the files of a model folder, whatever its number format. */
export async function saveStored(
  dir: string,
  config: Record<string, unknown>,
  tensors: ReadonlyMap<string, StoredTensor>,
): Promise<void> {
  const { eos_token_id, pad_token_id } = config;
  await writeFolder(dir, async (aside) => {
    await writeSafetensors(join(aside, WEIGHTS), tensors);
    await writeJson(join(aside, GENERATION_CONFIG), { do_sample: false, eos_token_id, pad_token_id });
    await writeJson(join(aside, CONFIG), config);
    return [WEIGHTS, GENERATION_CONFIG, CONFIG];
  });
}

/** Reads and parses a JSON file of a model folder. */
export async function readJson(file: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    throw new ModelError('MISSING_FILE', { file }, 'the file cannot be read', cause);
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ModelError('INVALID_CONFIG', { file }, 'the file is not JSON', cause);
  }
}

const quantized = z.looseObject({ quantization_config: z.looseObject({ quant_method: z.string() }).nullish() });

/** How a folder's weights are quantised, by its `config.json`; undefined when they are floats. */
export function quantizationMethod(configJson: unknown): string | undefined {
  const parsed = quantized.safeParse(configJson);
  return parsed.success ? parsed.data.quantization_config?.quant_method : undefined;
}

const indexSchema = z.looseObject({ weight_map: z.record(z.string(), z.string()) });

/** Visits every tensor of a folder, of one file or of shards. A shard must hold what the index says it holds. */
export async function readFolderTensors(
  dir: string,
  visit: (name: string, tensor: StoredTensor, place: TensorPlace) => void,
): Promise<void> {
  const indexFile = join(dir, INDEX);
  const single = join(dir, WEIGHTS);
  if ((await exists(single)) || !(await exists(indexFile))) return readSafetensors(single, visit);
  const parsed = indexSchema.safeParse(await readJson(indexFile));
  if (!parsed.success) throw new ModelError('INVALID_WEIGHTS', { file: indexFile, key: 'weight_map' }, 'malformed', parsed.error);
  const missing = new Map(Object.entries(parsed.data.weight_map));
  for (const shard of new Set(missing.values())) {
    // The index is data from outside: it may name files of this folder only.
    if (shard !== shard.replaceAll(/[/\\]/g, '') || shard.startsWith('..')) {
      throw new ModelError('INVALID_WEIGHTS', { file: indexFile, key: shard }, 'a shard must lie in the same folder');
    }
    await readSafetensors(join(dir, shard), (name, tensor, place) => {
      missing.delete(name);
      visit(name, tensor, place);
    });
  }
  for (const [name, shard] of missing) {
    throw new ModelError('INVALID_WEIGHTS', { file: join(dir, shard), key: name }, 'the index names it, the shard lacks it');
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
