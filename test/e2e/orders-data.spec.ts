import {
  canonicalJson,
  fromPurchaseOrder,
  ORDER_JSON_SCHEMA,
  parseOrder,
  toPurchaseOrder,
} from '@ordena/orders';
import { readRecords } from '@ordena/dataset';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const FOLDER = fileURLToPath(new URL('../../libs/default-model/data/orders', import.meta.url));
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

interface RawRecord {
  readonly id: string;
  readonly natural_language: string;
  readonly json_data: unknown;
}

const read = (name: string): RawRecord[] =>
  JSON.parse(readFileSync(join(FOLDER, name), 'utf8')) as RawRecord[];

describe.each(FILES)('the hand-written orders of %s', (name) => {
  const records = read(name);

  it('are spelled canonically, to the byte', () => {
    for (const { id, json_data } of records) {
      expect(canonicalJson(parseOrder(json_data)), id).toBe(JSON.stringify(json_data));
    }
  });

  it('come back from the form for programs', () => {
    for (const { id, json_data } of records) {
      const order = parseOrder(json_data);
      const programs = toPurchaseOrder(order);
      expect(programs.lines.length, id).toBeGreaterThan(0);
      expect(canonicalJson(fromPurchaseOrder(programs)), id).toBe(JSON.stringify(json_data));
    }
  });
});

describe('the hand-written orders', () => {
  it('are read whole by the reader, each with an id of its own and a target', async () => {
    const records = await readRecords(FOLDER);
    const raw = FILES.toSorted().flatMap(read);
    expect(records.length).toBeGreaterThan(2000);
    expect(records).toEqual(
      raw.map(({ id, natural_language: text, json_data: order }) => ({ id, text, order })),
    );
    expect(new Set(records.map(({ id }) => id)).size).toBe(records.length);
  });

  it('name no field that the JSON Schema does not know', () => {
    const known = new Set(JSON.stringify(ORDER_JSON_SCHEMA).match(/[a-z_]+(?=":)/g));
    const used = new Set(
      FILES.flatMap(read).flatMap(
        ({ json_data }) => JSON.stringify(json_data).match(/(?<=[{,]")[a-z_]+(?=":)/g) ?? [],
      ),
    );
    expect([...used].filter((key) => !known.has(key))).toEqual([]);
  });
});
