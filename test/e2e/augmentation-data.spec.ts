import { augmentRecords, STRATEGIES, STRATEGY_NAMES } from '@ordena/augmentation';
import { readRecords, type OrderRecord } from '@ordena/dataset';
import { createRng, FIELD_KINDS, numberMentions, toPurchaseOrder } from '@ordena/orders';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';

const FOLDER = fileURLToPath(new URL('../../libs/default-model/data/orders', import.meta.url));
const SEEDS = [1, 2, 3];

let records: readonly OrderRecord[] = [];
beforeAll(async () => {
  records = await readRecords(FOLDER);
});

/** The fields of an order and of its lines. */
const fieldsOf = ({ order }: OrderRecord): [string, unknown][] => {
  if (!order) return [];
  const { lines, ...rest } = toPurchaseOrder(order);
  return [...lines, rest].flatMap((fields) => Object.entries(fields));
};

const kindOf = (field: string): string | undefined =>
  (FIELD_KINDS as Readonly<Record<string, string>>)[field];

/** The words of the text that the order repeats to the letter. */
const wordsOf = (record: OrderRecord): string[] =>
  fieldsOf(record).flatMap(([field, value]) =>
    typeof value === 'string' &&
    ['verbatim', 'date'].includes(kindOf(field) ?? '') &&
    record.text.includes(value)
      ? [value]
      : [],
  );

/** Numbers are read by the reader that decoding uses, which shares no code with the strategies'; line by line. */
const numbersIn = (text: string): Set<number> => new Set(text.split('\n').flatMap(numberMentions));

/** What of an order its text no longer says; empty is good. */
function lostIn(record: OrderRecord, variant: string): unknown[] {
  const before = numbersIn(record.text);
  const after = numbersIn(variant);
  const numbers = fieldsOf(record).flatMap(([, value]) =>
    typeof value === 'number' && before.has(value) && !after.has(value) ? [value] : [],
  );
  return [...wordsOf(record).filter((words) => !variant.includes(words)), ...numbers];
}

/** Places of the goods in the order of the JSON. */
const placesOf = ({ order }: OrderRecord, text: string): number[] =>
  order
    ? toPurchaseOrder(order).lines.flatMap(({ producto }) =>
        producto === undefined ? [] : [text.indexOf(producto)],
      )
    : [];

const ranksOf = (places: readonly number[]): number[] =>
  places.map((_, i) => i).sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0));

describe.each(STRATEGY_NAMES)('%s on the hand-written orders', (name) => {
  it('loses no words and no number of an order, and keeps its goods in their order', () => {
    let changed = 0;
    for (const [i, record] of records.entries()) {
      for (const seed of SEEDS) {
        const variant = STRATEGIES[name].apply(record, createRng(seed * 7919 + i));
        if (variant === record.text) continue;
        changed++;
        expect(lostIn(record, variant), `${record.id}: ${variant}`).toEqual([]);
        expect(ranksOf(placesOf(record, variant)), `${record.id}: ${variant}`).toEqual(
          ranksOf(placesOf(record, record.text)),
        );
      }
    }
    // It does something: at the least, clause-order finds sentences to move in dozens of texts.
    expect(changed).toBeGreaterThan(50);
  });
});

describe('augmentRecords on the hand-written orders', () => {
  it('loses nothing either when strategies follow each other, and keeps every target', () => {
    const byId = new Map(records.map((record) => [record.id, record]));
    const augmented = augmentRecords(records, { factor: 4, seed: 42 });
    expect(augmented.length).toBeGreaterThan(3.9 * records.length);
    for (const { id, text, order } of augmented) {
      const original = byId.get(id.split('~')[0] ?? '');
      expect(order).toBe(original?.order);
      expect(original && lostIn(original, text), `${id}: ${text}`).toEqual([]);
    }
  });
});
