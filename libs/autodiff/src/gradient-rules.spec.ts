import {
  GraphBuilder,
  MICROSOFT,
  OnnxSession,
  Tensor,
  add,
  gather,
  gemm,
  matMul,
  mul,
  reshape,
  rmsNorm,
  rotary,
  serializeModel,
  sigmoid,
  softmax,
  sub,
  transpose,
  type Value,
} from '@ordena/onnx';
import { describe, expect, it } from 'vitest';
import { backward } from './backward.js';
import { crossEntropyHead } from './cross-entropy.js';
import { silu } from './elementwise-rules.js';
import { fusedMatMul } from './matrix-rules.js';
import { GRADIENT_RULES } from './rules.js';

type Shape = readonly number[];
type Build = (g: GraphBuilder, inputs: readonly Value[]) => Value;
interface RuleCase {
  readonly op: string;
  readonly note?: string;
  /** Shapes of the inputs to differentiate by. */
  readonly shapes: readonly Shape[];
  readonly build: Build;
}

const positions = (g: GraphBuilder): Value => g.constant('int64', [1, 3], [0, 1, 2]);
const table = (g: GraphBuilder, f: (x: number) => number): Value =>
  g.constant('float32', [3, 2], [0, 0.1, 1, 0.2, 2, 0.3].map(f));

const CASES: readonly RuleCase[] = [
  {
    op: 'Add',
    shapes: [
      [2, 3],
      [2, 3],
    ],
    build: (g, [a, b]) => add(g, a!, b!),
  },
  {
    op: 'Add',
    note: 'broadcast',
    shapes: [
      [2, 3, 2],
      [3, 1],
    ],
    build: (g, [a, b]) => add(g, a!, b!),
  },
  {
    op: 'Sub',
    shapes: [
      [2, 3],
      [1, 3],
    ],
    build: (g, [a, b]) => sub(g, a!, b!),
  },
  {
    op: 'Mul',
    shapes: [
      [2, 3],
      [2, 3],
    ],
    build: (g, [a, b]) => mul(g, a!, b!),
  },
  { op: 'Mul', note: 'same input twice', shapes: [[2, 3]], build: (g, [a]) => mul(g, a!, a!) },
  { op: 'Mul', note: 'broadcast', shapes: [[2, 3], [3]], build: (g, [a, b]) => mul(g, a!, b!) },
  { op: 'Sigmoid', shapes: [[2, 3]], build: (g, [x]) => sigmoid(g, x!) },
  { op: 'QuickGelu', note: 'SiLU', shapes: [[2, 3]], build: (g, [x]) => silu(g, x!) },
  {
    op: 'QuickGelu',
    note: 'default alpha',
    shapes: [[2, 3]],
    build: (g, [x]) => g.op('QuickGelu', [x], { shape: x!.shape }, { alpha: { float: 1.702 } }, MICROSOFT),
  },
  { op: 'Softmax', shapes: [[2, 4]], build: (g, [x]) => softmax(g, x!) },
  {
    op: 'Gemm',
    shapes: [
      [3, 4],
      [2, 4],
      [3, 2],
    ],
    build: (g, [a, b, c]) => gemm(g, a!, b!, { transB: true, c }),
  },
  {
    op: 'Gemm',
    note: 'plain, scaled',
    shapes: [
      [3, 4],
      [4, 2],
    ],
    build: (g, [a, b]) => gemm(g, a!, b!, { alpha: 0.3 }),
  },
  {
    op: 'MatMul',
    shapes: [
      [2, 3, 4],
      [2, 4, 2],
    ],
    build: (g, [a, b]) => matMul(g, a!, b!),
  },
  {
    op: 'FusedMatMul',
    shapes: [
      [2, 3, 4],
      [2, 5, 4],
    ],
    build: (g, [a, b]) => fusedMatMul(g, a!, b!, { transB: true, alpha: 0.5 }),
  },
  { op: 'Transpose', shapes: [[2, 3, 4]], build: (g, [x]) => transpose(g, x!, [2, 0, 1]) },
  { op: 'Reshape', shapes: [[2, 6]], build: (g, [x]) => reshape(g, x!, [3, 4]) },
  { op: 'Identity', shapes: [[2, 2]], build: (g, [x]) => g.op('Identity', [x], { shape: x!.shape }) },
  {
    op: 'SimplifiedLayerNormalization',
    shapes: [[3, 4], [4]],
    build: (g, [x, w]) => rmsNorm(g, x!, w!, 1e-6)[0],
  },
  {
    op: 'RotaryEmbedding',
    shapes: [[1, 3, 8]],
    build: (g, [x]) => rotary(g, x!, positions(g), table(g, Math.cos), table(g, Math.sin)),
  },
  { op: 'Gather', shapes: [[4, 3]], build: (g, [x]) => gather(g, x!, g.constant('int64', [2], [3, 1])) },
];

describe('gradient rules against central differences', () => {
  it.each(CASES.map((c) => [c.note ? `${c.op} (${c.note})` : c.op, c] as const))(
    '%s',
    async (_name, rule) => {
      const random = uniform(11);
      const inputs = rule.shapes.map((shape) => filled(shape, random));
      const forward = await makeForward(rule, inputs);
      const weights = filled([forward.outputSize], random);
      const gradients = await runBackward(rule, inputs, weights);
      const value = async (at: readonly Float32Array[]): Promise<number> =>
        dot(await forward.run(at), weights);
      for (let i = 0; i < inputs.length; i++) {
        const direction = filled([inputs[i]!.length], random);
        const slope = await directional(value, inputs, i, direction);
        const expected = dot(gradients[i]!, direction);
        expect(Math.abs(slope - expected)).toBeLessThan(2e-3 * Math.max(1, Math.abs(expected)));
      }
      await forward.close();
    },
  );

  it('every rule of the table has a case', () => {
    expect([...new Set(CASES.map((c) => c.op))].sort()).toEqual(Object.keys(GRADIENT_RULES).sort());
  });
});

describe('crossEntropyHead', () => {
  it('gives the loss, and gradients that match central differences', async () => {
    const random = uniform(5);
    const hidden = filled([3, 4], random);
    const head = filled([6, 4], random);
    const g = new GraphBuilder('head');
    const h = g.input('h', 'float32', [3, 4]);
    const e = g.input('e', 'float32', [6, 4]);
    const labels = g.constant('int64', [3], [5, 0, 2]);
    const result = crossEntropyHead(g, h, e, labels, g.constant('float32', [3], [0.5, 0.25, 0.25]), true);
    g.output('loss', result.loss);
    g.output('dh', result.hiddenGradient);
    g.output('de', result.headGradient!);
    const session = await OnnxSession.create(serializeModel(g), 'head');
    const run = async (at: readonly Float32Array[]) =>
      session.run({ h: new Tensor('float32', at[0]!, [3, 4]), e: new Tensor('float32', at[1]!, [6, 4]) });
    const value = async (at: readonly Float32Array[]) => (await run(at))['loss']!.data[0] as number;
    const outputs = await run([hidden, head]);
    expect(outputs['loss']!.data[0]).toBeCloseTo(
      crossEntropyByHand(hidden, head, [5, 0, 2], [0.5, 0.25, 0.25]),
      5,
    );
    for (const [i, name] of ['dh', 'de'].entries()) {
      const direction = filled([i === 0 ? 12 : 24], random);
      const slope = await directional(value, [hidden, head], i, direction);
      expect(slope).toBeCloseTo(dot(outputs[name]!.data as Float32Array, direction), 3);
    }
    await session.close();
  });
});

describe('backward', () => {
  it('names the operator that has no rule', () => {
    const g = new GraphBuilder('no rule');
    const x = g.input('x', 'float32', [2]);
    const y = g.op('Tan', [x], { shape: [2] });
    expect(() => backward(g, new Map([[y, x]]), [x])).toThrow(/^Tan: no gradient rule/);
  });

  it('differentiates a composite by its own gradient, and looks at nothing that it is made of', () => {
    const g = new GraphBuilder('composite');
    const x = g.input('x', 'float32', [2]);
    const y = g.op('Round', [mul(g, x, x)], { shape: [2] });
    const z = sigmoid(g, y);
    const composite = { input: x, gradient: (_: GraphBuilder, grad: Value) => mul(g, grad, x) };
    const before = g.nodes.length;
    const gradient = backward(g, new Map([[z, x]]), [x], new Map([[y, composite]])).get(x);
    expect(gradient).toBe(g.nodes.at(-1)?.outputs[0]);
    expect(g.nodes.slice(before).map(({ opType }) => opType)).toEqual(['Sub', 'Mul', 'Mul', 'Mul']);
  });

  it('gives nothing for a target that the seed does not depend on', () => {
    const g = new GraphBuilder('apart');
    const x = g.input('x', 'float32', [2]);
    const other = g.input('other', 'float32', [2]);
    const y = sigmoid(g, x);
    expect([...backward(g, new Map([[y, x]]), [x, other]).keys()]).toEqual([x]);
  });
});

async function makeForward(rule: RuleCase, inputs: readonly Float32Array[]) {
  const g = new GraphBuilder(rule.op);
  const values = rule.shapes.map((shape, i) => g.input(`x${i}`, 'float32', shape));
  g.output('y', rule.build(g, values));
  const session = await OnnxSession.create(serializeModel(g), rule.op);
  const run = async (at: readonly Float32Array[]): Promise<Float32Array> => {
    const feeds = at.map((data, i) => [`x${i}`, new Tensor('float32', data, rule.shapes[i])] as const);
    return (await session.run(Object.fromEntries(feeds)))['y']!.data as Float32Array;
  };
  return { run, outputSize: (await run(inputs)).length, close: () => session.close() };
}

async function runBackward(rule: RuleCase, inputs: readonly Float32Array[], seed: Float32Array) {
  const g = new GraphBuilder(rule.op);
  const values = rule.shapes.map((shape, i) => g.input(`x${i}`, 'float32', shape));
  const y = rule.build(g, values);
  const dy = g.input('dy', 'float32', y.shape);
  const gradients = backward(g, new Map([[y, dy]]), values);
  values.forEach((value, i) => g.output(`dx${i}`, gradients.get(value)!));
  const session = await OnnxSession.create(serializeModel(g), rule.op);
  const feeds = inputs.map((data, i) => [`x${i}`, new Tensor('float32', data, rule.shapes[i])] as const);
  const outputs = await session.run({
    ...Object.fromEntries(feeds),
    dy: new Tensor('float32', seed, y.shape as number[]),
  });
  await session.close();
  return values.map((_, i) => outputs[`dx${i}`]!.data as Float32Array);
}

/** (f(x + hd) − f(x − hd)) / 2h along one input. */
async function directional(
  f: (at: readonly Float32Array[]) => Promise<number>,
  inputs: readonly Float32Array[],
  index: number,
  direction: Float32Array,
): Promise<number> {
  const h = 1e-2;
  const moved = (sign: number) =>
    inputs.map((x, i) => (i === index ? x.map((value, j) => value + sign * h * direction[j]!) : x));
  return ((await f(moved(1))) - (await f(moved(-1)))) / (2 * h);
}

function crossEntropyByHand(
  h: Float32Array,
  e: Float32Array,
  labels: readonly number[],
  weights: readonly number[],
) {
  return labels.reduce((sum, label, r) => {
    const logits = Array.from({ length: 6 }, (_, v) =>
      dot(h.subarray(r * 4, r * 4 + 4), e.subarray(v * 4, v * 4 + 4)),
    );
    const logSum = Math.log(logits.reduce((s, x) => s + Math.exp(x), 0));
    return sum + weights[r]! * (logSum - logits[label]!);
  }, 0);
}

function filled(shape: Shape, random: () => number): Float32Array {
  return Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => 2 * random() - 1);
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, x, i) => sum + x * b[i]!, 0);
}

function uniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
