import { describe, expect, it } from 'vitest';
import { OnnxError } from './errors.js';
import { GraphBuilder } from './graph-builder.js';
import { add, gemm, matMul, reshape, rmsNorm, scale, transpose } from './ops.js';
import { serializeModel } from './serialize.js';
import { OnnxSession, Tensor } from './session.js';

describe('GraphBuilder', () => {
  it('refuses a value of another graph', () => {
    const x = new GraphBuilder('one').input('x', 'float32', [2]);
    const other = new GraphBuilder('two');
    expect(() => scale(other, x, 2)).toThrow(/Mul: input x belongs to another graph/);
  });

  it('refuses a name twice', () => {
    const g = new GraphBuilder('g');
    g.input('x', 'float32', [2]);
    expect(() => g.input('x', 'float32', [3])).toThrow(OnnxError);
  });

  it('stores equal constants once', () => {
    const g = new GraphBuilder('g');
    expect(g.constant('int64', [2], [1, 2])).toBe(g.constant('int64', [2], [1, 2]));
    expect(g.constant('int32', [2], [1, 2])).not.toBe(g.constant('int64', [2], [1, 2]));
    expect(g.initializers).toHaveLength(2);
  });

  it('states shapes', () => {
    const g = new GraphBuilder('g');
    const x = g.input('x', 'float32', ['n', 4]);
    const w = g.input('w', 'float32', [3, 4]);
    expect(gemm(g, x, w, { transB: true }).shape).toEqual(['n', 3]);
    expect(transpose(g, x, [1, 0]).shape).toEqual([4, 'n']);
    expect(add(g, x, g.constant('float32', [1, 4], [0, 0, 0, 0])).shape).toEqual(['n', 4]);
    expect(
      matMul(g, g.input('b', 'float32', ['n', 2, 4]), g.input('c', 'float32', ['n', 4, 5])).shape,
    ).toEqual(['n', 2, 5]);
    expect(() => reshape(g, x, ['a', 'b'])).toThrow(/cannot infer a and b/);
  });
});

describe('OnnxSession', () => {
  it('runs a graph and writes into the tensors it is given', async () => {
    const g = new GraphBuilder('norm');
    const x = g.input('x', 'float32', ['n', 2]);
    const [y] = rmsNorm(g, x, g.constant('float32', [2], [1, 2]), 0);
    g.output('y', y);
    const session = await OnnxSession.create(serializeModel(g), 'norm');
    const out = new Float32Array(2);
    await session.run(
      { x: new Tensor('float32', Float32Array.of(3, 4), [1, 2]) },
      { y: new Tensor('float32', out, [1, 2]) },
    );
    const rms = Math.sqrt(12.5);
    expect(out[0]).toBeCloseTo(3 / rms, 5);
    expect(out[1]).toBeCloseTo(8 / rms, 5);
    await session.close();
    await session.close();
    await expect(session.run({})).rejects.toMatchObject({ code: 'SESSION_CLOSED' });
  });

  it('says which model ONNX Runtime refused, and why', async () => {
    await expect(OnnxSession.create(new Uint8Array([1, 2, 3]), 'broken')).rejects.toMatchObject({
      code: 'SESSION_FAILED',
      subject: 'broken',
    });
  });

  it('says which run failed', async () => {
    const g = new GraphBuilder('g');
    g.output('y', scale(g, g.input('x', 'float32', [2]), 2));
    const session = await OnnxSession.create(serializeModel(g), 'g');
    const wrong = new Tensor('float32', new Float32Array(3), [3]);
    await expect(session.run({ x: wrong })).rejects.toMatchObject({ code: 'RUN_FAILED', subject: 'g' });
    await session.close();
  });
});
