import { isDevRecord, readRecords } from '@ordena/dataset';
import { ordersDir } from '@ordena/default-model';
import { checkConsistency, FIELD_KINDS, findEvidence, TextFacts, type FieldKind } from '@ordena/orders';
import { beforeAll, describe, expect, it } from 'vitest';

interface Case {
  readonly id: string;
  readonly facts: TextFacts;
  readonly order: Parameters<typeof findEvidence>[1];
}

/** Share of the dev part's values that must have a place, by kind of field. */
const FLOORS: Readonly<Record<FieldKind, number>> = {
  verbatim: 1,
  date: 0.98,
  number: 0.99,
  unit: 0.98,
  currency: 0.98,
  boolean: 0.97,
};

describe('the evidence of the hand-written orders', () => {
  let cases: Case[] = [];
  beforeAll(async () => {
    cases = (await readRecords(ordersDir())).flatMap(({ id, text, order }) =>
      order ? [{ id, facts: new TextFacts(text), order }] : [],
    );
  });

  it('has a place for every verbatim value, which says it to the letter', () => {
    let count = 0;
    for (const { id, facts, order } of cases) {
      for (const { pointer, value, status, start, end } of findEvidence(facts, order)) {
        const kind = kindOf(pointer);
        if (kind !== 'verbatim') continue;
        count++;
        expect(status, `${id} ${pointer}`).toBe('exact');
        expect(facts.text.slice(start, end), `${id} ${pointer}`).toBe(value);
      }
    }
    expect(count).toBeGreaterThan(7000);
  });

  it('covers the dev part, by kind of field', () => {
    const counts = new Map<FieldKind, { all: number; placed: number }>();
    for (const { facts, order } of cases.filter(({ id }) => isDevRecord(id))) {
      for (const { pointer, status } of findEvidence(facts, order)) {
        const kind = kindOf(pointer);
        const count = counts.get(kind) ?? { all: 0, placed: 0 };
        count.all++;
        if (status !== 'derived') count.placed++;
        counts.set(kind, count);
      }
    }
    for (const [kind, floor] of Object.entries(FLOORS)) {
      const { all, placed } = counts.get(kind as FieldKind) ?? { all: 0, placed: 0 };
      expect(placed / all, `${kind}: ${placed} of ${all}`).toBeGreaterThanOrEqual(floor);
    }
  });

  it('gives no two lines the same goods at the same place', () => {
    const shared: string[] = [];
    for (const { id, facts, order } of cases) {
      const goods = findEvidence(facts, order).filter(({ pointer }) => pointer.endsWith('/producto'));
      if (new Set(goods.map(({ start }) => start)).size < goods.length) shared.push(id);
    }
    expect(shared.length / cases.length, shared.join(' ')).toBeLessThan(0.01);
  });

  it('flags at most one right order in a hundred as inconsistent', () => {
    const flagged = cases.flatMap(({ id, facts, order }) =>
      checkConsistency(facts, order).map(({ code, message }) => `${id}: ${code} ${message}`),
    );
    expect(flagged.length / cases.length, flagged.join('\n')).toBeLessThan(0.01);
  });
});

function kindOf(pointer: string): FieldKind {
  return FIELD_KINDS[pointer.split('/').at(-1) as keyof typeof FIELD_KINDS];
}
