/**
 * Products with int8 weights as ONNX Runtime makes them: `node test/dist/bench/int8-products.js`. All matrices of a step of
 * SmolLM2-135M, by scales per block (MatMulNBits) and per row (MatMulIntegerToFloat), over 1 to 480 rows of activations:
 * the median time of a step's products and the operations a second.
 */
import { GraphBuilder, MICROSOFT, OnnxSession, Tensor, serializeModel, type Value } from '@ordena/onnx';
import { median } from './pairs.js';
import { THREADS } from './serving-job.js';
import { runCommand } from './settings.js';

const LAYERS = 30;
const SHAPES = [
  [576, 960],
  [576, 576],
  [576, 3072],
  [1536, 576],
] as const;
const HEAD = [576, 49_152] as const;
const ROWS = [1, 8, 32, 480];
const BLOCK = 32;

await runCommand(async () => {
  const all = [...Array.from({ length: LAYERS }).flatMap(() => SHAPES), HEAD];
  const weights = all.reduce((sum, [k, n]) => sum + k * n, 0);
  for (const [name, product] of [
    ['blocks', byBlocks],
    ['rows', byRows],
  ] as const) {
    const g = new GraphBuilder(name);
    const inputs = new Map<number, Value>();
    for (const [i, [k, n]] of all.entries()) {
      const input = inputs.get(k) ?? g.input(`x${k}`, name === 'rows' ? 'uint8' : 'float32', ['M', k]);
      inputs.set(k, input);
      g.output(`y${i}`, product(g, input, `w${i}`, k, n));
    }
    const session = await OnnxSession.create(serializeModel(g), name, { threads: THREADS });
    for (const rows of ROWS) {
      const feeds = Object.fromEntries(
        [...inputs].map(([k, { dtype }]) => [`x${k}`, noise(rows, k, dtype === 'uint8')]),
      );
      const times: number[] = [];
      for (let run = 0; run < Math.max(4, Math.min(30, 400 / rows)); run++) {
        const start = performance.now();
        await session.run(feeds, ['y0']);
        if (run > 0) times.push(performance.now() - start);
      }
      const time = median(times);
      const speed = ((2 * weights * rows) / time / 1e6).toFixed(0);
      console.log(`${name}, ${rows} at once: ${time.toFixed(1)} ms, ${speed} GOP/s`);
    }
    await session.close();
  }
});

function byBlocks(g: GraphBuilder, x: Value, name: string, k: number, n: number): Value {
  const b = g.initializer(name, 'uint8', [n, k / BLOCK, BLOCK], codes(n * k));
  const s = g.initializer(
    `${name}s`,
    'float32',
    [(n * k) / BLOCK],
    new Float32Array((n * k) / BLOCK).fill(0.01),
  );
  const attributes = { K: k, N: n, bits: 8, block_size: BLOCK, accuracy_level: 4 };
  return g.op('MatMulNBits', [x, b, s], { dtype: 'float32', shape: ['M', n] }, attributes, MICROSOFT);
}

function byRows(g: GraphBuilder, x: Value, name: string, k: number, n: number): Value {
  const b = g.initializer(name, 'int8', [k, n], codes(n * k));
  const s = g.initializer(`${name}s`, 'float32', [n], new Float32Array(n).fill(0.01));
  const inputs = [x, b, g.constant('float32', [], [0.01]), s, g.constant('uint8', [], [128])];
  return g.op('MatMulIntegerToFloat', inputs, { dtype: 'float32', shape: ['M', n] }, {}, MICROSOFT);
}

function codes(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => (i * 2_654_435_761) >>> 13);
}

function noise(rows: number, columns: number, bytes: boolean): Tensor {
  const dims = [rows, columns];
  if (bytes) return new Tensor('uint8', codes(rows * columns), dims);
  return new Tensor(
    'float32',
    Float32Array.from({ length: rows * columns }, (_, i) => Math.sin(i)),
    dims,
  );
}
