import { MICROSOFT, dim, type GraphBuilder, type Value } from '@ordena/onnx';
import { ZERO_POINT, dequantizeMatrix, quantizeMatrix, type QuantizedMatrix } from '../quantize/int8.js';
import type { QuantizedModel } from '../quantize/quantized-model.js';
import { Rotation } from '../quantize/rotation.js';
import { rowCodes } from '../quantize/row-codes.js';
import { INT8_ACTIVATIONS, lookUp } from './block-source.js';
import { findTensor } from './tensor-parts.js';
import type { WeightSource } from './linear.js';

/** Largest number of a turned and normed row, whose mean square is 1, that has a code of its own. */
const LARGEST_NORMED = 4;
const LARGEST_CODE = 127;

/**
 * Int8 weights in a residual stream that is turned by a {@link Rotation}: a normed row then has its numbers all of one
 * size, and one fixed step turns them into codes. What stands behind a norm is one product of whole codes, with a scale
 * per row of the weights; the norm's gain is part of them.
 */
export class RowSource implements WeightSource {
  private readonly rotation: Rotation;

  constructor(private readonly model: QuantizedModel) {
    this.rotation = new Rotation(model.config.hiddenSize);
  }

  /** Products that end in the residual stream: blocks with scales of their own, of rows whose numbers differ in size. */
  linear(g: GraphBuilder, x: Value, names: readonly string[]): Value {
    const [name = ''] = names;
    const { dims, codes, scales, blockSize } = this.turned(this.matrix(name), 'columns');
    const [rows, columns] = dims;
    const b = g.initializer(name, 'uint8', [rows, columns / blockSize, blockSize], codes);
    const s = g.initializer(`${name}:scales`, 'float32', [scales.length], scales);
    const attributes = { K: columns, N: rows, bits: 8, block_size: blockSize, accuracy_level: INT8_ACTIVATIONS };
    return g.op('MatMulNBits', [x, b, s], { shape: [dim(x, 0), rows] }, attributes, MICROSOFT);
  }

  /** One product for each group: to take one apart costs more than a second one. */
  linearsOfNormed(g: GraphBuilder, x: Value, norm: string, groups: readonly (readonly string[])[]): Value[] {
    const step = g.constant('float32', [], [LARGEST_NORMED / LARGEST_CODE]);
    const zero = g.constant('uint8', [], [ZERO_POINT]);
    const input = g.op('QuantizeLinear', [x, step, zero], { dtype: 'uint8', shape: x.shape });
    return groups.map((names) => {
      const parts = names.map((name) => this.matrix(name));
      const { rows, columns, codes, scales } = rowCodes(parts, this.vector(norm), this.rotation);
      const label = `${norm}>${names.join('+')}`;
      const b = g.initializer(label, 'int8', [columns, rows], codes);
      const s = g.initializer(`${label}:scales`, 'float32', [rows], scales);
      const output = { dtype: 'float32', shape: [dim(x, 0), rows] } as const;
      return g.op('MatMulIntegerToFloat', [input, b, step, s, zero], output, {}, MICROSOFT);
    });
  }

  embed(g: GraphBuilder, ids: Value, name: string): Value {
    return lookUp(g, ids, name, this.turned(this.matrix(name), 'rows'));
  }

  normGain(name: string): Float32Array {
    return new Float32Array(this.vector(name).length).fill(1);
  }

  vector(name: string): Float32Array {
    return findTensor(this.model.vectors, name).data;
  }

  private matrix(name: string): QuantizedMatrix {
    return findTensor(this.model.matrices, name);
  }

  private turned(matrix: QuantizedMatrix, side: 'rows' | 'columns'): QuantizedMatrix {
    const { dims, data } = dequantizeMatrix(matrix);
    const [rows = 0, columns = 0] = dims;
    if (side === 'columns') this.rotation.turnColumns(data);
    else for (let row = 0; row < rows; row++) this.rotation.turn(data, row * columns);
    return quantizeMatrix('turned', { dims, data }, matrix.blockSize);
  }
}
