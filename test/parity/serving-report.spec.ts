import type { ModelConfig } from '@ordena/model';
import { describe, expect, it } from 'vitest';
import { costOf, operatorKind, profiledRuns, rooflineOf } from '../bench/roofline.js';
import { mergeLines, parseLines, ratioOf, tableOf, type ServingLine } from '../bench/serving-lines.js';
import { judge } from '../bench/serving-targets.js';

function line(peer: string, concurrency: number, ratios: readonly number[], bits = 8.5): ServingLine {
  return {
    model: 'tiny',
    concurrency,
    ours: { id: 'rows', title: 'Ordena rows', bits: 8.1 },
    peer: { id: peer, title: peer, bits },
    machine: 'a machine',
    turns: ratios.map((ratio) => ({ ours: { rate: ratio, peakMiB: 10 }, theirs: { rate: 1, peakMiB: 20 } })),
  };
}

describe('results of bench:serving', () => {
  it('come back from their file, run after run into one line', () => {
    const text = [line('a', 8, [2]), line('b', 8, [3]), line('a', 8, [4, 6])]
      .map((one) => JSON.stringify(one))
      .join('\n');
    const merged = mergeLines(parseLines(`${text}\n\n`, 'results'));
    expect(merged.map(({ peer, turns }) => [peer.id, turns.length])).toEqual([
      ['a', 3],
      ['b', 1],
    ]);
    expect(merged.map(ratioOf)).toEqual([4, 3]);
    expect(tableOf(merged)[2]).toBe(
      '| tiny | 8 | a (8.5) | 1.00 | 60 | 20 | Ordena rows (8.1) | 4.00 | 240 | 10 | 4.00 (2.00 to 6.00) |',
    );
  });

  it('of another kind are refused by their line', () => {
    expect(() => parseLines('\n{"model":"tiny"}', 'results')).toThrow('results:2');
    expect(() => parseLines('nothing', 'results')).toThrow('results:1');
  });

  it('are judged by the fastest peer at each number of orders, and by floats', () => {
    const verdicts = judge([
      line('slow', 1, [2], 4.5),
      line('fast', 1, [0.9], 4.5),
      line('fast', 8, [1.7], 4.5),
      line('fast', 32, [1.7], 9),
      line('transformers-f32', 8, [6.5], 32),
    ]);
    expect(verdicts.map((text) => text.split(': ').slice(1).join(': '))).toEqual([
      '0.90 times fast (4.5); target 1: NOT met',
      '1.70 times fast (4.5); target 1.6: met',
      '1.70 times fast (9); target 1.6: met, at fewer bits',
      '6.50 times transformers-f32 (32); target 6: met, at fewer bits',
    ]);
  });
});

describe('roofline', () => {
  // 2 layers of 4 × (2·4 + 2·2 + 3·8) weights, a head of 4 × 10.
  const config = {
    hiddenSize: 4,
    intermediateSize: 8,
    numHiddenLayers: 2,
    numAttentionHeads: 2,
    numKeyValueHeads: 1,
    headDim: 2,
    vocabSize: 10,
  } as ModelConfig;

  it('counts what a step reads and does', () => {
    expect(costOf(config, 8, { rows: 3, tokens: 1, context: 5 })).toEqual({
      weightBytes: 328,
      cacheBytes: 3 * 5 * 2 * 2 * 2 * 4,
      weightOperations: 2 * 3 * 328,
      attentionOperations: 3 * 6 * 2 * 16,
    });
    // The head works on the last token only; token s looks at s + 1.
    const prompt = costOf(config, 16, { rows: 1, tokens: 4, context: 0 });
    expect(prompt).toEqual({
      weightBytes: 656,
      cacheBytes: 0,
      weightOperations: 2 * (4 * 288 + 40),
      attentionOperations: 10 * 2 * 16,
    });
  });

  it('names the bound that binds and the share of it that is reached', () => {
    const cost = { weightBytes: 90, cacheBytes: 10, weightOperations: 600, attentionOperations: 50 };
    const peaks = { bytesPerSecond: 10, int8PerSecond: 100, float32PerSecond: 50 };
    expect(rooflineOf(cost, peaks, 'int8', 20)).toEqual({
      bytes: 10,
      operations: 7,
      binds: 'bytes',
      achieved: 0.5,
    });
    expect(rooflineOf(cost, peaks, 'float', 26)).toMatchObject({
      operations: 13,
      binds: 'operations',
      achieved: 0.5,
    });
  });

  it('gives each run of a profile its operators', () => {
    const node = (ts: number, op_name: string) => ({
      cat: 'Node',
      name: `n${ts}_kernel_time`,
      ts,
      dur: 2e6,
      args: { op_name },
    });
    const run = (ts: number) => ({ cat: 'Session', name: 'model_run', ts, dur: 10e6 });
    const runs = profiledRuns([
      node(12e6, 'MatMulNBits'),
      node(21e6, 'Mul'),
      run(20e6),
      run(10e6),
      node(14e6, 'Softmax'),
      node(1e6, 'Concat'),
    ]);
    expect(runs.map(({ seconds, kinds }) => [seconds, ...Object.values(kinds)])).toEqual([
      [10, 2, 2, 0, 0],
      [10, 0, 0, 2, 0],
    ]);
    expect(operatorKind('Transpose')).toBe('copies');
  });
});
