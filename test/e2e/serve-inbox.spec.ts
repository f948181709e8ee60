import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { parseOrder } from '@ordena/orders';
import { afterAll, beforeAll, expect, it } from 'vitest';

import { eventually } from '../support/eventually.js';
import { readMetrics } from '../support/metrics.js';
import { namesIn } from '../support/names-in.js';
import { freePort } from '../support/postgres.js';
import { serve, type Served } from '../support/run-ordena.js';
import { temporaryFolder } from '../support/temporary-folder.js';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let inbox: string;
let out: string;
let served: Served;
let metricsPort: number;

const start = async (): Promise<void> => {
  served = await serve([], {
    ORDENA_INBOX: inbox,
    ORDENA_INBOX_OUT: out,
    ORDENA_METRICS_ADDR: `127.0.0.1:${metricsPort}`,
  });
};

beforeAll(async () => {
  folder = await temporaryFolder();
  inbox = join(folder.path, 'inbox');
  out = join(folder.path, 'orders.jsonl');
  await mkdir(inbox);
  metricsPort = await freePort();
  await start();
});

afterAll(async () => {
  await served.stop();
  await folder.remove();
});

interface Line {
  order_id: string;
  text?: string;
  order?: unknown;
  reason?: string;
}

/** Whole lines of the file of results. */
async function lines(): Promise<Line[]> {
  const text = await readFile(out, 'utf8').catch(() => '');
  return text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
}

/** Puts a file into the inbox as a whole. */
async function put(name: string, content: string): Promise<void> {
  await writeFile(join(inbox, `.${name}`), content);
  await rename(join(inbox, `.${name}`), join(inbox, name));
}

const TEXTS = [
  'Necesito 20 cajas de guantes',
  'Manden 5 sillas de oficina, urge',
  'Quiero 3 mesas a 50 euros',
  'Mándenme 12 botellas de agua',
] as const;

it('takes files of every kind, and makes a dead letter of what is no order', async () => {
  await put('a.txt', TEXTS[0]);
  await put('b.json', JSON.stringify([{ text: TEXTS[1] }]));
  await put('c.csv', `pedido\n"${TEXTS[2]}"\n`);
  await put('d.eml', `From: ana@tienda.es\r\nSubject: pedido\r\n\r\n${TEXTS[3]}\r\n`);
  await put('e.txt', '12345');
  await put('f.txt', 'Quiero mesas. '.repeat(150_000));
  const results = await eventually(lines, ({ length }) => length >= 6, 40_000);
  const read = results.flatMap(({ text, order }) => (text === undefined ? [] : [[text.trim(), order]]));
  expect(read.map(([text]) => text).sort()).toEqual([...TEXTS].sort());
  for (const [, order] of read) expect(() => parseOrder(order)).not.toThrow();
  expect(Object.fromEntries(read)).toMatchObject({ [TEXTS[0]]: { cantidad: 20 } });
  expect(results.filter(({ reason }) => reason !== undefined)).toHaveLength(2);
  await eventually(
    () => namesIn(join(inbox, 'done')),
    ({ length }) => length === 6,
  );
});

it('serves lag, rate, retries and dead letters as metrics, each with its help', async () => {
  const metrics = await readMetrics(metricsPort);
  expect(metrics.value('ordena_stream_dead_letters_total', { reason: 'NO_ORDER' })).toBe(1);
  expect(metrics.value('ordena_stream_dead_letters_total', { reason: 'TEXT_TOO_LONG' })).toBe(1);
  const done = ['canonical', 'review', 'dead_letter'].map(
    (result) => metrics.value('ordena_stream_orders_total', { result }) ?? 0,
  );
  expect(done.reduce((a, b) => a + b)).toBe(6);
  expect(metrics.value('ordena_stream_order_seconds_count')).toBe(4);
  expect(metrics.value('ordena_stream_lag_records', { partition: '0' })).toBeGreaterThanOrEqual(0);
  expect(metrics.help('ordena_stream_lag_records')).toContain('Records of orders.raw');
  expect(metrics.help('ordena_stream_order_seconds')).toContain('in seconds');
  expect(metrics.help('ordena_stream_retries_total')).toContain('made again');
});

it('loses nothing and repeats nothing when it is killed at work', async () => {
  // More than is answered between two looks.
  const [many, all] = [240, 260];
  const orders = Array.from({ length: all }, (_, i) => ({ text: `Necesito ${i + 2} cajas de guantes` }));
  await put('many.json', JSON.stringify(orders.slice(0, many)));
  await eventually(lines, ({ length }) => length >= 10);
  await served.kill();
  const whenKilled = (await lines()).length;
  expect(whenKilled).toBeLessThan(6 + many);
  await put('while-away.json', JSON.stringify(orders.slice(many)));
  await start();
  const results = await eventually(lines, ({ length }) => length >= 6 + all, 40_000);
  await eventually(
    () => namesIn(join(inbox, 'done')),
    ({ length }) => length === 8,
  );
  expect(new Set(results.map(({ order_id: id }) => id)).size).toBe(6 + all);
  const texts = results.slice(6).map(({ text }) => text);
  expect(texts.sort()).toEqual(orders.map(({ text }) => text).sort());
  expect(await lines()).toHaveLength(6 + all);
});
