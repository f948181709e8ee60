import { closeSync, openSync, readSync } from 'node:fs';
import { ModelError } from '../errors.js';
import { toFloat32, type TensorPlace } from './safetensors.js';
import { ELEMENT_BYTES, type StoredType } from './safetensors-header.js';
import type { WeightTensor } from './types.js';

/** One read call moves at most this much: Node refuses 2 GiB and more. */
const READ_CHUNK = 1 << 30;

/** A tensor that stays in its file: every look at `data` reads it anew, and nothing is kept. */
export class StoredWeight implements WeightTensor {
  constructor(
    readonly dims: readonly number[],
    private readonly dtype: StoredType,
    private readonly place: TensorPlace,
  ) {}

  /** @throws ModelError MISSING_FILE, INVALID_WEIGHTS when the file is no longer what it was. */
  get data(): Float32Array {
    return this.read([0], this.dims.reduce((product, d) => product * d, 1));
  }

  /** Rows of a matrix, one below the other. @throws as `data` does. */
  rows(ids: ArrayLike<number>): Float32Array {
    const width = this.dims[1] ?? 1;
    return this.read(
      Array.from(ids, (id) => id * width),
      width,
    );
  }

  /** Some runs of `count` values, each from a place of its own. */
  private read(starts: readonly number[], count: number): Float32Array {
    const { path, start } = this.place;
    const size = ELEMENT_BYTES[this.dtype];
    const bytes = new Uint8Array(starts.length * count * size);
    const file = open(path);
    try {
      starts.forEach((from, i) => {
        fill(file, bytes.subarray(i * count * size, (i + 1) * count * size), start + from * size, path);
      });
    } finally {
      closeSync(file);
    }
    return toFloat32({ dtype: this.dtype, dims: this.dims, bytes });
  }
}

function open(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (cause) {
    throw new ModelError('MISSING_FILE', { file: path }, 'the file cannot be opened', cause);
  }
}

function fill(file: number, into: Uint8Array, position: number, path: string): void {
  for (let done = 0; done < into.byteLength; ) {
    const read = readSync(file, into, done, Math.min(READ_CHUNK, into.byteLength - done), position + done);
    if (read === 0) {
      throw new ModelError('INVALID_WEIGHTS', { file: path }, `the file is truncated at byte ${position + done}`);
    }
    done += read;
  }
}
