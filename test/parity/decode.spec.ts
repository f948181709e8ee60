import { DecodeSession, quantizeModel, randomWeights, type AnyModel } from '@ordena/model';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TINY_CONFIG, tinyModel } from '../support/tiny-model.js';

const TOKENS = Array.from({ length: 90 }, (_, i) => (i * 37 + 11) % 400);

/** Wide enough for products of whole rows of codes; 768 is no power of two. */
const WIDE_CONFIG = { ...TINY_CONFIG, hiddenSize: 768, intermediateSize: 512 };

function distance(a: Float32Array | undefined, b: Float32Array | undefined): number {
  if (!a || !b || a.length !== b.length) return Infinity;
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - (b[i] ?? NaN))), 0);
}

describe('decoding with a cache', () => {
  let session: DecodeSession;
  let whole: Float32Array[];

  beforeAll(async () => {
    session = await DecodeSession.create(
      { kind: 'float', model: tinyModel() },
      { slots: 8, maxLength: 256, threads: 1, greedy: true },
    );
    whole = await session.append(7, [{ tokens: TOKENS, logits: TOKENS.length }]);
    session.clearSlot(7);
  });
  afterAll(async () => session.close());

  it('gives token by token what one pass over everything gives', async () => {
    for (const [i, token] of TOKENS.entries()) {
      const [logits] = await session.append(1, [{ tokens: [token], logits: 1 }]);
      expect(distance(logits, whole[i])).toBeLessThan(1e-4);
    }
    session.clearSlot(1);
  });

  it('gives the same in pieces', async () => {
    let at = 0;
    for (const size of [3, 1, 10, 26, 50]) {
      const logits = await session.append(2, [{ tokens: TOKENS.slice(at, at + size), logits: size }]);
      logits.forEach((row, i) => expect(distance(row, whole[at + i])).toBeLessThan(1e-4));
      at += size;
    }
    session.clearSlot(2);
  });

  it('gives rows of any lengths the same together as alone, and leaves resting rows alone', async () => {
    const lengths = [5, 70, 0, 20];
    for (const [slot, length] of lengths.entries()) {
      if (length > 0) await session.append(slot, [{ tokens: TOKENS.slice(0, length) }]);
    }
    const rows = [
      { tokens: TOKENS.slice(5, 6), logits: 1 },
      { tokens: TOKENS.slice(70, 74), logits: 2 },
      { tokens: [] },
      { tokens: TOKENS.slice(20, 23), logits: 1 },
    ];
    const logits = await session.append(0, rows);
    expect([5, 72, 73, 22].map((i, row) => distance(logits[row], whole[i]) < 1e-4)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect([0, 1, 2, 3].map((slot) => session.length(slot))).toEqual([6, 74, 0, 23]);
  });

  it('forgets a wrong guess', async () => {
    session.clearSlot(6);
    await session.append(6, [{ tokens: TOKENS.slice(0, 20) }]);
    const guessed = await session.append(6, [{ tokens: [TOKENS[20] ?? 0, 399, 398, 397], logits: 4 }]);
    expect(distance(guessed[0], whole[20])).toBeLessThan(1e-4);
    expect(distance(guessed[1], whole[21])).toBeGreaterThan(1e-2);
    session.truncate(6, 21);
    const [logits] = await session.append(6, [{ tokens: TOKENS.slice(21, 22), logits: 1 }]);
    expect(distance(logits, whole[21])).toBeLessThan(1e-4);
    expect(session.length(6)).toBe(22);
    session.clearSlot(6);
  });

  it('chooses the token of the largest logit', async () => {
    const rows = [
      { tokens: TOKENS.slice(0, 4), logits: 2 },
      { tokens: TOKENS.slice(4, 8) },
      { tokens: [7], logits: 1 },
    ];
    for (const slot of [3, 4, 5]) session.clearSlot(slot);
    const logits = await session.append(3, rows);
    for (const slot of [3, 4, 5]) session.clearSlot(slot);
    expect(await session.appendGreedy(3, rows)).toEqual(logits.map((row) => row.indexOf(Math.max(...row))));
    for (const slot of [3, 4, 5]) session.clearSlot(slot);
  });

  it('goes on from a copied prefix', async () => {
    session.copySlot(1, 6, 30);
    const [logits] = await session.append(6, [{ tokens: TOKENS.slice(30, 40), logits: 1 }]);
    expect(distance(logits, whole[39])).toBeLessThan(1e-4);
  });
});

describe('decoding with int8 weights', () => {
  it.each([
    ['in blocks', TINY_CONFIG, 0.3, 'blocks'],
    ['in rows', WIDE_CONFIG, 0.05, 'rows'],
    ['in rows, with an embedding of its own', { ...WIDE_CONFIG, tieWordEmbeddings: false }, 0.05, 'rows'],
  ] as const)('stays near the float model: %s', async (_name, config, deviation, int8Scales) => {
    const model = { config, weights: randomWeights(config, 1, deviation) };
    for (const { dims, data } of model.weights.values()) {
      if (dims.length === 1) data.forEach((_, i) => (data[i] = 1 + Math.sin(i) / 2));
    }
    const run = async (any: AnyModel): Promise<Float32Array[]> => {
      const session = await DecodeSession.create(any, { slots: 1, maxLength: 128, threads: 1, int8Scales });
      const logits = await session.append(0, [{ tokens: TOKENS, logits: TOKENS.length }]);
      await session.close();
      return logits;
    };
    const exact = await run({ kind: 'float', model });
    const rounded = await run({ kind: 'int8', model: quantizeModel(model) });
    const cosines = exact.map((row, i) => cosine(row, rounded[i] ?? new Float32Array()));
    expect(Math.min(...cosines)).toBeGreaterThan(0.99);
  });
});

describe.each([
  ['blocks', TINY_CONFIG],
  ['rows', WIDE_CONFIG],
] as const)('an int8 row in company, scales by %s', (int8Scales, config) => {
  const prompt = TOKENS.slice(0, 40);
  const answer = TOKENS.slice(40, 60);

  /** Logits bit for bit of a prompt and the tokens behind it, while other slots hold and append other tokens. */
  async function logitsIn(slot: number, others: readonly number[]): Promise<Float32Array[]> {
    const model = { kind: 'int8' as const, model: quantizeModel(tinyModel(1, config)) };
    const session = await DecodeSession.create(model, {
      slots: others.length + 1,
      maxLength: 256,
      threads: 2,
      int8Scales,
    });
    const lengths = others.toSpliced(slot, 0, 0);
    const kept: Float32Array[] = [];
    for (const [i, length] of lengths.entries()) {
      const tokens = i === slot ? prompt : Array.from({ length }, (_, t) => (t * 31 + i) % 400);
      const [logits] = await session.append(i, [{ tokens, logits: 1 }]);
      if (i === slot && logits) kept.push(logits.slice());
    }
    for (const [step, token] of answer.entries()) {
      const rows = lengths.map((_, i) =>
        i === slot
          ? { tokens: [token], logits: 1 }
          : { tokens: TOKENS.slice(step, step + 1 + ((i + step) % 3)) },
      );
      const [logits] = await session.append(0, rows);
      if (logits) kept.push(logits.slice());
    }
    await session.close();
    return kept;
  }

  it.each([
    ['two', 1, [30]],
    ['five of other lengths', 2, [10, 90, 33, 130]],
    ['sixteen', 0, Array.from({ length: 15 }, (_, i) => 5 + 9 * i)],
  ])('of %s has the very same logits as alone', async (_name, slot, others) => {
    const alone = await logitsIn(0, []);
    expect(alone).toHaveLength(1 + answer.length);
    expect(await logitsIn(slot, others)).toEqual(alone);
  });
});

function cosine(a: Float32Array, b: Float32Array): number {
  const dot = (x: Float32Array, y: Float32Array): number =>
    x.reduce((sum, value, i) => sum + value * (y[i] ?? 0), 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}
