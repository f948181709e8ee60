import { describe, expect, it } from 'vitest';
import { bucketBatches } from './bucket-batches.js';
import { IGNORED_LABEL } from './encode-example.js';
import { packRows } from './pack-rows.js';
import { padBatch, type TokenRow } from './pad-batch.js';

const PAD = 1;

/** A row whose ids are all `id`. */
function row(length: number, id = length): TokenRow {
  return { ids: new Int32Array(length).fill(id), labels: new Int32Array(length).fill(id) };
}

describe('padBatch', () => {
  it('pads ids, labels, positions and segments on the right', () => {
    const batch = padBatch([row(2, 7), row(3, 8)], PAD);
    expect(batch).toMatchObject({ rows: 2, width: 3, lengths: [2, 3] });
    expect([...batch.ids]).toEqual([7, 7, PAD, 8, 8, 8]);
    expect([...batch.labels]).toEqual([7, 7, IGNORED_LABEL, 8, 8, 8]);
    expect([...batch.positions]).toEqual([0, 1, 0, 0, 1, 2]);
    expect([...batch.segments]).toEqual([0, 0, -1, 0, 0, 0]);
  });

  it('rounds the width up', () => {
    expect(padBatch([row(5)], PAD, 8).width).toBe(8);
    expect(padBatch([row(8)], PAD, 8).width).toBe(8);
  });

  it('refuses nothing, and a multiple of nothing', () => {
    expect(() => padBatch([], PAD)).toThrow(/rows/);
    expect(() => padBatch([row(1)], PAD, 0)).toThrow(/multiple: 0/);
  });
});

describe('bucketBatches', () => {
  const rows = Array.from({ length: 100 }, (_, i) => row(1 + ((i * 37) % 50), i));
  const names = (batches: readonly (readonly TokenRow[])[]): (number | undefined)[][] =>
    batches.map((batch) => batch.map((r) => r.ids[0]));

  it('uses each row once', () => {
    const all = names(bucketBatches(rows, { batchSize: 8, seed: 1 })).flat();
    expect(all.sort((p, q) => (p ?? 0) - (q ?? 0))).toEqual(rows.map((_, i) => i));
  });

  it('keeps to both limits', () => {
    for (const batch of bucketBatches(rows, { batchSize: 6, maxTokens: 100, seed: 2 })) {
      const { rows: count, width } = padBatch(batch, PAD);
      expect(count).toBeLessThanOrEqual(6);
      expect(count * width).toBeLessThanOrEqual(100);
    }
  });

  it('puts similar lengths together', () => {
    const padded = bucketBatches(rows, { batchSize: 10, seed: 3 }).map((batch) => padBatch(batch, PAD));
    const slots = padded.reduce((sum, batch) => sum + batch.ids.length, 0);
    const tokens = rows.reduce((sum, r) => sum + r.ids.length, 0);
    expect(slots / tokens).toBeLessThan(1.15);
  });

  it('gives the same batches for a seed and others for another', () => {
    const of = (seed: number): unknown => names(bucketBatches(rows, { batchSize: 8, seed }));
    expect(of(4)).toEqual(of(4));
    expect(of(4)).not.toEqual(of(5));
  });

  it('gives a row beyond the limit a batch of its own', () => {
    const batches = bucketBatches([row(50), row(2), row(3)], { maxTokens: 10, seed: 1 });
    expect(batches.map((batch) => batch.length).sort()).toEqual([1, 2]);
  });

  it('refuses to batch without a limit', () => {
    expect(() => bucketBatches(rows, { seed: 1 })).toThrow(/one must be given/);
    expect(() => bucketBatches(rows, { seed: 1, batchSize: 0 })).toThrow(/batchSize 0/);
  });
});

describe('packRows', () => {
  it('fills rows and keeps examples apart', () => {
    const packs = packRows([row(3), row(6), row(4)], 10);
    expect(packs).toHaveLength(2);
    expect([...(packs[0]?.ids ?? [])]).toEqual([6, 6, 6, 6, 6, 6, 4, 4, 4, 4]);
    expect([...(packs[0]?.positions ?? [])]).toEqual([0, 1, 2, 3, 4, 5, 0, 1, 2, 3]);
    expect([...(packs[0]?.segments ?? [])]).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 1, 1]);
    expect([...(packs[1]?.labels ?? [])]).toEqual([3, 3, 3]);
  });

  it('takes the fullest row that has room', () => {
    // 8 leaves 2, 7 leaves 3: the example of 2 belongs beside the 8.
    const packs = packRows([row(7), row(8), row(2), row(3)], 10);
    expect(packs.map((pack) => pack.ids.length)).toEqual([10, 10]);
  });

  it('refuses an example longer than a row', () => {
    expect(() => packRows([row(2), row(11)], 10)).toThrow(/row 1 has 11 tokens, more than 10/);
  });

  it('can be padded', () => {
    const batch = padBatch(packRows([row(3), row(2)], 8), PAD, 8);
    expect([...batch.segments]).toEqual([0, 0, 0, 1, 1, -1, -1, -1]);
  });
});
