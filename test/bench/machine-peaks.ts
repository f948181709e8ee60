import { GraphBuilder, MICROSOFT, OnnxSession, Tensor, serializeModel, type Value } from '@ordena/onnx';
import type { MachinePeaks } from './roofline.js';
import { THREADS } from './serving-job.js';

/** Rows of the matrices, and columns where operations are measured. */
const SIZE = 4096;
/** Bytes of the matrices where reading is measured: more than a server's caches hold. */
const READ_BYTES = 2 ** 28;
const MANY_ROWS = 480;
const BLOCK = 32;
/** Of each probe. The fastest run counts: whatever else is going on only makes one slower. */
const RUNS = 12;

type Product = (g: GraphBuilder, x: Value, columns: number) => Value;

/**
 * What ONNX Runtime gets out of this machine with {@link THREADS} threads: bytes a second where one row meets a large
 * matrix, of floats or of int8, whichever reads faster; operations a second where many rows do.
 */
export async function probeMachine(): Promise<MachinePeaks> {
  const float: Product = (g, x, columns) =>
    g.op(
      'MatMul',
      [x, g.initializer('w', 'float32', [SIZE, columns], new Float32Array(SIZE * columns).fill(0.5))],
      {
        dtype: 'float32',
        shape: ['M', columns],
      },
    );
  const blocks: Product = (g, x, columns) => {
    const codes = g.initializer(
      'w',
      'uint8',
      [columns, SIZE / BLOCK, BLOCK],
      new Uint8Array(SIZE * columns).fill(77),
    );
    const count = (SIZE * columns) / BLOCK;
    const scales = g.initializer('s', 'float32', [count], new Float32Array(count).fill(0.01));
    const attributes = { K: SIZE, N: columns, bits: 8, block_size: BLOCK, accuracy_level: 4 };
    return g.op(
      'MatMulNBits',
      [x, codes, scales],
      { dtype: 'float32', shape: ['M', columns] },
      attributes,
      MICROSOFT,
    );
  };
  const rows: Product = (g, x, columns) => {
    const codes = g.initializer('w', 'int8', [SIZE, columns], new Uint8Array(SIZE * columns).fill(77));
    const scales = g.initializer('s', 'float32', [columns], new Float32Array(columns).fill(0.01));
    const inputs = [x, codes, g.constant('float32', [], [0.01]), scales, g.constant('uint8', [], [128])];
    return g.op('MatMulIntegerToFloat', inputs, { dtype: 'float32', shape: ['M', columns] }, {}, MICROSOFT);
  };
  const floatRead = await fastest(float, 'float32', READ_BYTES / 4 / SIZE, 1);
  const blocksRead = await fastest(blocks, 'float32', READ_BYTES / SIZE, 1);
  const rowsRead = await fastest(rows, 'uint8', READ_BYTES / SIZE, 1);
  const operations = 2 * SIZE * SIZE * MANY_ROWS;
  return {
    // Blocks have a scale of four bytes for each of 32 codes.
    bytesPerSecond: Math.max(
      READ_BYTES / floatRead,
      (READ_BYTES * 1.125) / blocksRead,
      READ_BYTES / rowsRead,
    ),
    int8PerSecond: operations / (await fastest(rows, 'uint8', SIZE, MANY_ROWS)),
    float32PerSecond: operations / (await fastest(float, 'float32', SIZE, MANY_ROWS)),
  };
}

/** Fewest seconds of a product of so many rows. */
async function fastest(
  product: Product,
  type: 'float32' | 'uint8',
  columns: number,
  height: number,
): Promise<number> {
  const g = new GraphBuilder('probe');
  g.output('y', product(g, g.input('x', type, ['M', SIZE]), columns));
  const session = await OnnxSession.create(serializeModel(g), 'probe', { threads: THREADS });
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
  await session.close();
  return least;
}
