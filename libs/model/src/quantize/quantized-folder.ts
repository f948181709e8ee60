import { join } from 'node:path';
import { z } from 'zod';
import { parseModelConfig, toHfConfig } from '../config/model-config.js';
import { ModelError } from '../errors.js';
import { float32ToHalf } from '../weights/half.js';
import {
  loadModelFolder,
  quantizationMethod,
  readFolderTensors,
  readJson,
  saveStored,
  type LoadOptions,
} from '../weights/model-folder.js';
import { bytesOf, toFloat32, type StoredTensor } from '../weights/safetensors.js';
import { checkTensors } from '../weights/tensor-names.js';
import type { Model, WeightTensor } from '../weights/types.js';
import { ZERO_POINT, type QuantizedMatrix } from './int8.js';
import type { QuantizedModel } from './quantized-model.js';

/** The `quant_method` of our folders. Matrices are I8 `X.weight` with F16 `X.weight.scales`; vectors are F32. */
export const QUANTIZATION_METHOD = 'ordena-int8';
const SCALES = '.scales';

const BLOCK_SIZES = [16, 32, 64, 128, 256];
const settings = z.looseObject({
  quantization_config: z.looseObject({
    quant_method: z.literal(QUANTIZATION_METHOD),
    block_size: z.number().refine((size) => BLOCK_SIZES.includes(size), `must be one of ${BLOCK_SIZES.join(', ')}`),
  }),
});

/** Writes a quantised model: about 1.06 bytes a parameter with blocks of 32. Written aside and renamed. */
export async function saveQuantizedFolder(dir: string, model: QuantizedModel): Promise<void> {
  checkTensors(model.config, new Map<string, { dims: readonly number[] }>([...model.matrices, ...model.vectors]), dir);
  const stored = new Map<string, StoredTensor>();
  for (const [name, { dims, codes, scales, blockSize }] of model.matrices) {
    stored.set(name, { dtype: 'I8', dims, bytes: shifted(codes) });
    const scaleDims = [dims[0], dims[1] / blockSize];
    stored.set(name + SCALES, { dtype: 'F16', dims: scaleDims, bytes: bytesOf(float32ToHalf(scales)) });
  }
  for (const [name, { dims, data }] of model.vectors) stored.set(name, { dtype: 'F32', dims, bytes: bytesOf(data) });
  const config = {
    ...toHfConfig(model.config),
    quantization_config: { quant_method: QUANTIZATION_METHOD, block_size: model.blockSize },
  };
  await saveStored(dir, config, stored);
}

/** Between signed codes of the file and unsigned ones with zero point 128: the same change both ways. */
function shifted(codes: Uint8Array): Uint8Array {
  // A loop: `Uint8Array.from` with a function takes twenty times as long, and this is most of what loading takes.
  const shifted = new Uint8Array(codes.length);
  for (let i = 0; i < codes.length; i++) shifted[i] = (codes[i] ?? 0) ^ ZERO_POINT;
  return shifted;
}

/**
 * Loads a folder that `saveQuantizedFolder` wrote.
 *
 * @throws ModelError that names the file and the key or tensor.
 */
export async function loadQuantizedFolder(dir: string): Promise<QuantizedModel> {
  const file = join(dir, 'config.json');
  const json = await readJson(file);
  const config = parseModelConfig(json, file);
  const parsed = settings.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new ModelError('INVALID_CONFIG', { file, key: issue?.path.join('.') ?? '' }, issue?.message ?? 'malformed', parsed.error);
  }
  const blockSize = parsed.data.quantization_config.block_size;
  const stored = new Map<string, StoredTensor>();
  await readFolderTensors(dir, (name, tensor) => stored.set(name, tensor));
  const matrices = new Map<string, QuantizedMatrix>();
  const vectors = new Map<string, WeightTensor>();
  for (const [name, tensor] of stored) {
    if (name.endsWith(SCALES)) continue;
    if (tensor.dims.length === 1) vectors.set(name, { dims: tensor.dims, data: toFloat32(tensor) });
    else matrices.set(name, readMatrix(dir, name, tensor, stored.get(name + SCALES), blockSize));
  }
  checkTensors(config, new Map<string, { dims: readonly number[] }>([...matrices, ...vectors]), dir);
  return { config, blockSize, matrices, vectors };
}

function readMatrix(
  dir: string,
  name: string,
  tensor: StoredTensor,
  scales: StoredTensor | undefined,
  blockSize: number,
): QuantizedMatrix {
  const [rows = 0, columns = 0] = tensor.dims;
  const where = { file: dir, key: name };
  if (tensor.dtype !== 'I8') throw new ModelError('INVALID_WEIGHTS', where, `a matrix of type ${tensor.dtype}, not I8`);
  if (columns % blockSize !== 0 || scales?.dims.join() !== [rows, columns / blockSize].join()) {
    throw new ModelError('INVALID_WEIGHTS', where, `its scales do not fit blocks of ${blockSize}`);
  }
  return { dims: [rows, columns], blockSize, codes: shifted(tensor.bytes), scales: toFloat32(scales) };
}

/** A model folder of either kind, told apart by its `config.json`. */
export type AnyModel = { readonly kind: 'float'; readonly model: Model } | { readonly kind: 'int8'; readonly model: QuantizedModel };

/** Loads a float or a quantised folder. @throws ModelError; UNSUPPORTED for another quantisation method. */
export async function loadAnyModelFolder(dir: string, options: LoadOptions = {}): Promise<AnyModel> {
  const file = join(dir, 'config.json');
  const method = quantizationMethod(await readJson(file));
  if (method === undefined) return { kind: 'float', model: await loadModelFolder(dir, options) };
  if (method === QUANTIZATION_METHOD) return { kind: 'int8', model: await loadQuantizedFolder(dir) };
  const where = { file, key: 'quantization_config.quant_method' };
  throw new ModelError('UNSUPPORTED', where, `"${method}" is not supported: only ${QUANTIZATION_METHOD} is`);
}
