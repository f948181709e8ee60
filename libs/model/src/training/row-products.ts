import { MICROSOFT, dim, matMul, mul, reshape, type GraphBuilder, type Value } from '@ordena/onnx';
import { Rotation } from '../quantize/rotation.js';
import type { TurnedRows } from '../quantize/two-way.js';
import { ZERO_POINT } from '../quantize/int8.js';

const LARGEST_CODE = 127;
/** Keeps a row of zeros from being divided by zero. */
const SMALLEST = 1e-30;

/** Rows as codes, and of each row what its largest code stands for. */
interface CodedRows {
  readonly codes: Value;
  /** [M, 1]. */
  readonly largest: Value;
}

/**
 * Products of float rows with int8 matrices that have one scale per row: both sides become whole codes, so that the sum
 * runs over whole numbers from end to end, which ONNX Runtime does faster than in blocks. Rows of activations
 * are divided by their own largest number first, because one step for all rows would not fit gradients, whose rows
 * differ by orders of magnitude. What several matrices multiply is turned into codes once.
 */
export class RowProducts {
  private readonly coded = new Map<Value, CodedRows>();

  /** x [M, columns] times the transpose of a matrix [rows, columns]. */
  product(g: GraphBuilder, x: Value, name: string, { rows, columns, codes, scales, chunk }: TurnedRows): Value {
    const input = this.code(g, x, chunk);
    const b = g.initializer(name, 'int8', [columns, rows], codes);
    const s = g.initializer(`${name}:scales`, 'float32', [rows], scales);
    const step = g.constant('float32', [], [1 / LARGEST_CODE]);
    const inputs = [input.codes, b, step, s, g.constant('uint8', [], [ZERO_POINT])];
    const output = { dtype: 'float32', shape: [dim(x, 0), rows] } as const;
    return mul(g, g.op('MatMulIntegerToFloat', inputs, output, {}, MICROSOFT), input.largest);
  }

  private code(g: GraphBuilder, plain: Value, chunk: number): CodedRows {
    const seen = this.coded.get(plain);
    if (seen) return seen;
    const x = chunk > 1 ? turned(g, plain, chunk) : plain;
    const column = [dim(x, 0), 1];
    const sizes = g.op('Abs', [x], { shape: x.shape });
    const most = g.op('ReduceMax', [sizes, g.constant('int64', [1], [1])], { shape: column }, { keepdims: 1 });
    const largest = g.op('Max', [most, g.constant('float32', [], [SMALLEST])], { shape: column });
    const even = g.op('Div', [x, largest], { shape: x.shape });
    const step = g.constant('float32', [], [1 / LARGEST_CODE]);
    const zero = g.constant('uint8', [], [ZERO_POINT]);
    const codes = g.op('QuantizeLinear', [even, step, zero], { dtype: 'uint8', shape: x.shape });
    const made = { codes, largest };
    this.coded.set(plain, made);
    return made;
  }
}

/** Each chunk of a row turned: one product with a small matrix. */
function turned(g: GraphBuilder, x: Value, chunk: number): Value {
  const name = `rotation:${chunk}`;
  const seen = g.initializers.find(({ value }) => value.name === name)?.value;
  const turn = seen ?? g.initializer(name, 'float32', [chunk, chunk], rotationMatrix(chunk));
  return reshape(g, matMul(g, reshape(g, x, ['chunks', chunk]), turn), x.shape);
}

/** What a row vector is multiplied by to be turned, row-major. */
function rotationMatrix(size: number): Float32Array {
  const rotation = new Rotation(size);
  const matrix = new Float32Array(size * size);
  for (let i = 0; i < size; i++) {
    matrix[i * size + i] = 1;
    rotation.turn(matrix, i * size);
  }
  return matrix;
}
