import { GraphBuilder, MICROSOFT, OnnxSession, Tensor, serializeModel, type Value } from '@ordena/onnx';
import type { MachinePeaks } from './roofline.js';
import { THREADS } from './serving-job.js';

/** Rows and columns of the matrices: 64 MiB as floats, far more than the caches hold of them. */
const SIZE = 4096;
const MANY_ROWS = 480;
const BLOCK = 32;
/** Of each probe. The fastest run counts: whatever else is going on only makes one slower. */
const RUNS = 12;

type Product = (g: GraphBuilder, x: Value) => Value;

/**
 * What ONNX Runtime gets out of this machine with {@link THREADS} threads: bytes a second where one row meets a large
 * matrix, of floats or of int8, whichever reads faster; operations a second where many rows do.
 */
export async function probeMachine(): Promise<MachinePeaks> {
  const float: Product = (g, x) =>
    g.op(
      'MatMul',
      [x, g.initializer('w', 'float32', [SIZE, SIZE], new Float32Array(SIZE * SIZE).fill(0.5))],
      {
        dtype: 'float32',
        shape: ['M', SIZE],
      },
    );
  const blocks: Product = (g, x) => {
    const codes = g.initializer(
      'w',
      'uint8',
      [SIZE, SIZE / BLOCK, BLOCK],
      new Uint8Array(SIZE * SIZE).fill(77),
    );
    const count = (SIZE * SIZE) / BLOCK;
    const scales = g.initializer('s', 'float32', [count], new Float32Array(count).fill(0.01));
    const attributes = { K: SIZE, N: SIZE, bits: 8, block_size: BLOCK, accuracy_level: 4 };
    return g.op(
      'MatMulNBits',
      [x, codes, scales],
      { dtype: 'float32', shape: ['M', SIZE] },
      attributes,
      MICROSOFT,
    );
  };
  const rows: Product = (g, x) => {
    const codes = g.initializer('w', 'int8', [SIZE, SIZE], new Uint8Array(SIZE * SIZE).fill(77));
    const scales = g.initializer('s', 'float32', [SIZE], new Float32Array(SIZE).fill(0.01));
    const inputs = [x, codes, g.constant('float32', [], [0.01]), scales, g.constant('uint8', [], [128])];
    return g.op('MatMulIntegerToFloat', inputs, { dtype: 'float32', shape: ['M', SIZE] }, {}, MICROSOFT);
  };
  const [floatOne, floatMany] = await fastest(float, 'float32');
  const [blocksOne] = await fastest(blocks, 'float32');
  const [rowsOne, rowsMany] = await fastest(rows, 'uint8');
  const weights = SIZE * SIZE;
  const operations = 2 * weights * MANY_ROWS;
  return {
    bytesPerSecond: Math.max((4 * weights) / floatOne, ((8.5 / 8) * weights) / blocksOne, weights / rowsOne),
    int8PerSecond: operations / rowsMany,
    float32PerSecond: operations / floatMany,
  };
}

/** Fewest seconds for one row and for many. */
async function fastest(product: Product, type: 'float32' | 'uint8'): Promise<[one: number, many: number]> {
  const g = new GraphBuilder('probe');
  g.output('y', product(g, g.input('x', type, ['M', SIZE])));
  const session = await OnnxSession.create(serializeModel(g), 'probe', { threads: THREADS });
  const times: number[] = [];
  for (const height of [1, MANY_ROWS]) {
    const length = height * SIZE;
    const x =
      type === 'uint8'
        ? new Tensor(type, new Uint8Array(length).fill(130), [height, SIZE])
        : new Tensor(type, new Float32Array(length).fill(0.5), [height, SIZE]);
    let least = Infinity;
    for (let run = 0; run < RUNS; run++) {
      const start = performance.now();
      await session.run({ x });
      least = Math.min(least, (performance.now() - start) / 1000);
    }
    times.push(least);
  }
  await session.close();
  return [times[0] ?? NaN, times[1] ?? NaN];
}
