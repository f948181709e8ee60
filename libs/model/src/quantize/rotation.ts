/**
 * An orthogonal change of basis for vectors of `size` numbers, applied in place and undone by nothing: a model whose
 * residual stream is turned by it computes the same. Behind it the numbers of a vector are about equally large, so that
 * one step of quantisation fits them all (QuaRot, https://arxiv.org/abs/2404.00456). A Walsh-Hadamard transform over the
 * power of two in `size`, a cosine transform over the odd rest, behind fixed signs.
 */
export class Rotation {
  /** The power of two in `size`. */
  private readonly chunk: number;
  /** The odd rest, in a square matrix. */
  private readonly rest: number;
  private readonly mixing: Float64Array;
  private readonly signs: Float32Array;
  private readonly column: Float64Array;

  constructor(readonly size: number) {
    this.chunk = size & -size;
    this.rest = size / this.chunk;
    this.mixing = cosines(this.rest);
    this.column = new Float64Array(this.rest);
    this.signs = signs(size);
    const shrink = 1 / Math.sqrt(this.chunk);
    for (let i = 0; i < size; i++) this.signs[i] = (this.signs[i] ?? 0) * shrink;
  }

  /** Turns the vector that begins at `start`. */
  turn(data: Float32Array, start: number): void {
    const { size, chunk, signs } = this;
    const end = start + size;
    for (let i = 0; i < size; i++) data[start + i] = (data[start + i] as number) * (signs[i] as number);
    for (let half = 1; half < chunk; half *= 2) {
      for (let base = start; base < end; base += 2 * half) {
        for (let low = base, high = base + half; low < base + half; low++, high++) {
          const a = data[low] as number;
          const b = data[high] as number;
          data[low] = a + b;
          data[high] = a - b;
        }
      }
    }
    if (this.rest > 1) for (let i = 0; i < chunk; i++) this.mix(data, start + i, chunk);
  }

  /** Turns the columns of a matrix of `size` rows, row-major. */
  turnColumns(data: Float32Array): void {
    const columns = data.length / this.size;
    const column = new Float32Array(this.size * COLUMNS_AT_ONCE);
    // Some columns at a time, laid out as rows, so that they stay in the processor's cache.
    for (let left = 0; left < columns; left += COLUMNS_AT_ONCE) {
      const count = Math.min(COLUMNS_AT_ONCE, columns - left);
      for (let i = 0; i < this.size; i++) {
        for (let c = 0; c < count; c++) column[c * this.size + i] = data[i * columns + left + c] as number;
      }
      for (let c = 0; c < count; c++) this.turn(column, c * this.size);
      for (let i = 0; i < this.size; i++) {
        for (let c = 0; c < count; c++) data[i * columns + left + c] = column[c * this.size + i] as number;
      }
    }
  }

  private mix(data: Float32Array, start: number, stride: number): void {
    const { rest, mixing, column } = this;
    for (let j = 0; j < rest; j++) column[j] = data[start + j * stride] as number;
    for (let j = 0; j < rest; j++) {
      let sum = 0;
      for (let k = 0; k < rest; k++) sum += (mixing[j * rest + k] as number) * (column[k] as number);
      data[start + j * stride] = sum;
    }
  }
}

const COLUMNS_AT_ONCE = 16;

/** The orthonormal cosine transform (DCT-II) of `n` numbers, row-major. */
function cosines(n: number): Float64Array {
  return Float64Array.from({ length: n * n }, (_, i) => {
    const [row, column] = [Math.floor(i / n), i % n];
    return Math.sqrt((row === 0 ? 1 : 2) / n) * Math.cos((Math.PI * (2 * column + 1) * row) / (2 * n));
  });
}

/** Signs without a pattern, the same at each time: the transform alone would gather a constant vector in one place. */
function signs(n: number): Float32Array {
  let state = 1;
  return Float32Array.from({ length: n }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return state & 1024 ? 1 : -1;
  });
}
