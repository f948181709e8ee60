import { readRecords } from '@ordena/dataset';
import { numberMentions, toPurchaseOrder, type CanonicalOrder } from '@ordena/orders';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const FOLDER = fileURLToPath(new URL('../../libs/default-model/data/orders', import.meta.url));

function numbersOf(order: CanonicalOrder): number[] {
  const { lines, descuento, total } = toPurchaseOrder(order);
  const ofLines = lines.flatMap((line) => [line.cantidad, line.precio_unitario, line.descuento]);
  return [...ofLines, descuento, total].filter((value) => value !== undefined);
}

describe('the numbers of the hand-written orders', () => {
  it('are mentioned by their texts: at least 99.7 in a hundred, so that decoding may be held to the mentions', async () => {
    const misses: string[] = [];
    let count = 0;
    let mentions = 0;
    const records = await readRecords(FOLDER);
    for (const { id, text, order } of records) {
      const mentioned = numberMentions(text);
      mentions += mentioned.length;
      for (const value of order ? numbersOf(order) : []) {
        count++;
        if (!mentioned.includes(value)) misses.push(`${id}: ${value}`);
      }
    }
    expect(count).toBeGreaterThan(6000);
    expect(misses.length / count, misses.join('\n')).toBeLessThanOrEqual(0.003);
    // A reader that let everything through would miss nothing either.
    expect(mentions / records.length).toBeLessThan(10);
  });
});
