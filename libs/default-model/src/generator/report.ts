import { readRecords, isDevRecord } from '@ordena/dataset';
import { LINE_FIELDS, ORDER_FIELDS } from '@ordena/orders';
import type { CanonicalOrder } from '@ordena/orders';
import { createGenerator } from './generator.js';

/** Shares of the fields, and sizes, over a set of orders. */
export interface Profile {
  count: number;
  /** Share of orders with an order field, and of lines with a line field. */
  fields: Record<string, number>;
  meanLength: number;
  meanLines: number;
  multiline: number;
}

/** Profile of a set of orders, to hold generated ones against hand-written ones. */
export function profile(samples: readonly { text: string; order: CanonicalOrder }[]): Profile {
  const counts: Record<string, number> = {};
  let lines = 0;
  let length = 0;
  let multiline = 0;
  for (const { text, order } of samples) {
    const flat = order as Record<string, unknown>;
    const items = (flat['items'] ?? [flat]) as Record<string, unknown>[];
    lines += items.length;
    length += text.length;
    if (text.includes('\n')) multiline++;
    for (const field of ORDER_FIELDS)
      if (flat[field] !== undefined && !(field === 'descuento' && items[0] === flat))
        counts[field] = (counts[field] ?? 0) + 1;
    for (const item of items)
      for (const field of LINE_FIELDS)
        if (item[field] !== undefined) counts[`line.${field}`] = (counts[`line.${field}`] ?? 0) + 1;
  }
  const share = (key: string): number =>
    Math.round((1000 * (counts[key] ?? 0)) / (key.startsWith('line.') ? lines : samples.length)) / 1000;
  return {
    count: samples.length,
    fields: Object.fromEntries(
      [...LINE_FIELDS.map((field) => `line.${field}`), ...ORDER_FIELDS].map((key) => [key, share(key)]),
    ),
    meanLength: Math.round(length / samples.length),
    meanLines: Math.round((100 * lines) / samples.length) / 100,
    multiline: Math.round((100 * multiline) / samples.length) / 100,
  };
}

/** Profiles of the hand-written train records and of `count` generated orders of each origin. */
export async function report(dataPath: string, count = 5000): Promise<Record<string, Profile>> {
  const records = (await readRecords(dataPath)).filter((record) => !isDevRecord(record.id));
  const hand = records.flatMap(({ text, order }) => (order === undefined ? [] : [{ text, order }]));
  const profiles: Record<string, Profile> = { handWritten: profile(hand) };
  for (const origin of ['swap', 'compose'] as const) {
    const mix = { hand: 0, swap: 0, compose: 0, [origin]: 1 };
    const generator = createGenerator({ records, seed: 1, mix });
    profiles[origin] = profile(Array.from({ length: count }, () => generator.next()));
  }
  return profiles;
}
