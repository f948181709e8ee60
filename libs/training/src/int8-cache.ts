import {
  bytesOf,
  quantizeTwoWays,
  readSafetensors,
  scalesFor,
  shapeOfHalf,
  toFloat32,
  writeSafetensors,
  type IntMatrix,
  type StoredTensor,
  type TwoWayMatrix,
  type TwoWayScales,
  type Weights,
} from '@ordena/model';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { TrainingError } from './errors.js';
import { floatWeights, type Int8Weights } from './frozen-weights.js';

/** Changes when what is cached changes its meaning. */
const FORMAT = 2;
const HALVES = ['straight', 'transposed'] as const;

/** Where quantised bases are kept: `ORDENA_CACHE`, else `~/.ordena/cache`. */
export function int8CacheDir(env: NodeJS.ProcessEnv = process.env): string {
  return join(env['ORDENA_CACHE'] ?? join(homedir(), '.ordena', 'cache'), 'int8-base');
}

/**
 * Int8 weights that are quantised and transposed once per base: each matrix is a file named by the hash of its float
 * values, its shape and its scales, written aside and renamed, so that bases that share matrices share files.
 *
 * @throws TrainingError BAD_CACHE from `matrix` when a file does not hold what its name says.
 */
export function cachedInt8Weights(weights: Weights, dir: string): Int8Weights {
  const { tensor, rows } = floatWeights(weights);
  return {
    precision: 'int8',
    tensor,
    rows,
    matrix: async (name) => {
      const { dims, data } = tensor(name);
      const [height = 0, width = 0] = dims;
      const scales = scalesFor(name);
      const hash = createHash('sha256')
        .update(JSON.stringify([FORMAT, height, width, scales]))
        .update(bytesOf(data));
      const file = join(dir, `${hash.digest('hex')}.safetensors`);
      if (existsSync(file)) return readMatrix(file, height, width, scales);
      const made = quantizeTwoWays(data, height, width, scales);
      await mkdir(dir, { recursive: true });
      const aside = `${file}.${randomUUID()}`;
      await writeSafetensors(aside, stored(made));
      await rename(aside, file);
      return made;
    },
  };
}

function stored(matrix: TwoWayMatrix): Map<string, StoredTensor> {
  const tensors = new Map<string, StoredTensor>();
  for (const half of HALVES) {
    const { codes, scales } = matrix[half];
    tensors.set(`${half}.scales`, { dtype: 'F32', dims: [scales.length], bytes: bytesOf(scales) });
    tensors.set(`${half}.codes`, { dtype: 'I8', dims: [codes.length], bytes: bytesOf(codes) });
  }
  const checksum = checksumOf(tensors);
  return tensors.set('checksum', { dtype: 'I8', dims: [checksum.length], bytes: checksum });
}

async function readMatrix(
  file: string,
  rows: number,
  columns: number,
  reaches: TwoWayScales,
): Promise<TwoWayMatrix> {
  const found = new Map<string, StoredTensor>();
  await readSafetensors(file, (name, tensor) => found.set(name, tensor));
  const checksum = found.get('checksum')?.bytes ?? new Uint8Array();
  found.delete('checksum');
  if (!checksumOf(found).equals(checksum)) {
    throw new TrainingError(
      'BAD_CACHE',
      file,
      'is damaged: its checksum does not match; delete it to have it made again',
    );
  }
  const half = (name: (typeof HALVES)[number]): IntMatrix => {
    const codes = found.get(`${name}.codes`)?.bytes ?? new Uint8Array();
    const scales = found.get(`${name}.scales`);
    return intMatrix(shapeOfHalf(reaches[name], name, rows, columns), codes, scales && toFloat32(scales));
  };
  return { straight: half('straight'), transposed: half('transposed') };
}

function intMatrix(
  shape: ReturnType<typeof shapeOfHalf>,
  codes: Uint8Array,
  scales: Float32Array = new Float32Array(),
): IntMatrix {
  if ('blockSize' in shape) return { ...shape, codes, scales };
  return { ...shape, codes: new Int8Array(codes.buffer, codes.byteOffset, codes.byteLength), scales };
}

function checksumOf(tensors: ReadonlyMap<string, StoredTensor>): Buffer {
  const hash = createHash('sha256');
  for (const half of HALVES) {
    for (const part of ['scales', 'codes'])
      hash.update(tensors.get(`${half}.${part}`)?.bytes ?? new Uint8Array());
  }
  return hash.digest();
}
