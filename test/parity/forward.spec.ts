import { DecodeSession } from '@ordena/model';
import { describe, expect, it } from 'vitest';
import { KINDS, loadCase } from '../support/parity-fixtures.js';
import { forward, largestGap, worstLogit } from '../support/parity-forward.js';

const TOLERANCE = 1e-4;

describe.each(KINDS)('the forward pass, %s', (kind) => {
  it('gives the logits of transformers for every token of a ragged batch', async () => {
    const reference = await loadCase(kind);
    const { config, mode, rows } = reference;
    const found = await forward(config, mode, rows, reference.parameters());
    expect(worstLogit(reference, found)).toBeLessThan(TOLERANCE);
  });
});

describe('the decode graph with its cache', () => {
  it('gives the logits of transformers, token by token', async () => {
    const { config, rows, logits, parameters } = await loadCase('full');
    const [, width = 0, vocabulary = 0] = logits.dims;
    const session = await DecodeSession.create(
      { kind: 'float', model: { config, weights: parameters() } },
      { slots: rows.length, maxLength: 32, threads: 1 },
    );
    for (const [row, { ids }] of rows.entries()) {
      for (const [t, token] of ids.entries()) {
        const [found = new Float32Array()] = await session.append(row, [{ tokens: [token], logits: 1 }]);
        const from = (row * width + t) * vocabulary;
        const gap = largestGap(logits.data.subarray(from, from + vocabulary), found);
        expect(gap, `row ${row}, token ${t}`).toBeLessThan(TOLERANCE);
      }
    }
    await session.close();
  });
});

describe('the fixtures', () => {
  it('tell the adapter from its base, and have logits that are far apart', async () => {
    const [full, lora] = [await loadCase('full'), await loadCase('lora')];
    expect(largestGap(full.logits.data, lora.logits.data)).toBeGreaterThan(0.1);
    expect(Math.max(...full.logits.data) - Math.min(...full.logits.data)).toBeGreaterThan(5);
  });
});
