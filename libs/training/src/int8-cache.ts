import {
  bytesOf,
  quantizeTwoWays,
  readSafetensors,
  toFloat32,
  writeSafetensors,
  type BlockMatrix,
  type StoredTensor,
  type TwoWayMatrix,
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
const FORMAT = 1;
/** Neighbours that share a scale; see the README for what others measured. */
export const INT8_BLOCK = 128;
const HALVES = ['straight', 'transposed'] as const;

/** Where quantised bases are kept: `ORDENA_CACHE`, else `~/.ordena/cache`. */
export function int8CacheDir(env: NodeJS.ProcessEnv = process.env): string {
  return join(env['ORDENA_CACHE'] ?? join(homedir(), '.ordena', 'cache'), 'int8-base');
}

/**
 * Int8 weights that are quantised and transposed once per base: each matrix is a file named by the hash of its float
 * values, its shape and the block, written aside and renamed, so that bases that share matrices share files.
 *
 * @throws TrainingError BAD_CACHE from `matrix` when a file does not hold what its name says.
 */
export function cachedInt8Weights(weights: Weights, dir: string, blockSize = INT8_BLOCK): Int8Weights {
  const { tensor, rows } = floatWeights(weights);
  return {
    precision: 'int8',
    tensor,
    rows,
    matrix: async (name) => {
      const { dims, data } = tensor(name);
      const [height = 0, width = 0] = dims;
      const hash = createHash('sha256')
        .update(JSON.stringify([FORMAT, height, width, blockSize]))
        .update(bytesOf(data));
      const file = join(dir, `${hash.digest('hex')}.safetensors`);
      if (existsSync(file)) return readMatrix(file, height, width, blockSize);
      const made = quantizeTwoWays(data, height, width, blockSize);
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
    tensors.set(`${half}.codes`, { dtype: 'I8', dims: [codes.length], bytes: codes });
  }
  const checksum = checksumOf(tensors);
  return tensors.set('checksum', { dtype: 'I8', dims: [checksum.length], bytes: checksum });
}

async function readMatrix(
  file: string,
  rows: number,
  columns: number,
  blockSize: number,
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
  const half = (name: (typeof HALVES)[number], height: number, width: number): BlockMatrix => {
    const codes = found.get(`${name}.codes`)?.bytes ?? new Uint8Array();
    const scales = found.get(`${name}.scales`);
    return {
      rows: height,
      columns: width,
      blockSize,
      codes,
      scales: scales ? toFloat32(scales) : new Float32Array(),
    };
  };
  return { straight: half('straight', rows, columns), transposed: half('transposed', columns, rows) };
}

function checksumOf(tensors: ReadonlyMap<string, StoredTensor>): Buffer {
  const hash = createHash('sha256');
  for (const half of HALVES) {
    for (const part of ['scales', 'codes'])
      hash.update(tensors.get(`${half}.${part}`)?.bytes ?? new Uint8Array());
  }
  return hash.digest();
}
