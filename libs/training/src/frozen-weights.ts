import {
  quantizeTwoWays,
  scalesFor,
  type TwoWayMatrix,
  type WeightTensor,
  type Weights,
} from '@ordena/model';
import { TrainingError } from './errors.js';

/** The base model of a LoRA run: frozen, and held once. */
export type FrozenWeights = FloatWeights | Int8Weights;

interface SharedWeights {
  /** A tensor that is fed as floats. */
  readonly tensor: (name: string) => WeightTensor;
  /** Rows of the embedding or the head, one below the other. */
  readonly rows: (name: string, ids: ArrayLike<number>) => Float32Array;
}

export interface FloatWeights extends SharedWeights {
  readonly precision: 'f32';
}

export interface Int8Weights extends SharedWeights {
  readonly precision: 'int8';
  /** A matrix for both directions. Called once per matrix; the caller need not keep it. */
  readonly matrix: (name: string) => Promise<TwoWayMatrix>;
}

/** Float weights as they lie in memory. */
export function floatWeights(weights: Weights): FloatWeights {
  return { precision: 'f32', ...shared(weights) };
}

/**
 * Int8 weights quantised on the spot, for small models; see `cachedInt8Weights` for large ones.
 *
 * @param scales of each matrix by its name; those that training uses when left out.
 */
export function int8Weights(weights: Weights, scales = scalesFor): Int8Weights {
  const { tensor, rows } = shared(weights);
  return {
    precision: 'int8',
    tensor,
    rows,
    matrix: (name) => {
      const { dims, data } = tensor(name);
      return Promise.resolve(quantizeTwoWays(data, dims[0] ?? 0, dims[1] ?? 0, scales(name)));
    },
  };
}

function shared(weights: Weights): SharedWeights {
  const tensor = (name: string): WeightTensor => {
    const found = weights.get(name);
    if (!found) throw new TrainingError('MISSING_PARAMETER', name, 'is not among the weights');
    return found;
  };
  return {
    tensor,
    rows: (name, ids) => {
      const found = tensor(name);
      if (found.rows) return found.rows(ids);
      const { dims, data } = found;
      const width = dims[1] ?? 1;
      const rows = new Float32Array(ids.length * width);
      for (let i = 0; i < ids.length; i++) {
        const id = ids[i] as number;
        rows.set(data.subarray(id * width, (id + 1) * width), i * width);
      }
      return rows;
    },
  };
}
