import { createStreamMetrics, startInbox, type OrderReader } from '@ordena/service-order-stream';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Registry } from 'prom-client';
import { expect, it } from 'vitest';

import { temporaryFolder } from '../support/temporary-folder.js';

const reader: OrderReader = {
  read: ({ text }) =>
    Promise.resolve({
      orderJson: JSON.stringify({ producto: text }),
      fields: [],
      reviewReasons: [],
      reviews: [],
      calibrated: false,
      needsReview: false,
      model: 'm',
      outcome: 'OUTCOME_OK',
    } as never),
  ready: () => Promise.resolve(),
  close: () => undefined,
};

it('streams the orders of files to a file of JSON lines, and repeats none after a restart', async () => {
  const folder = await temporaryFolder();
  const dir = join(folder.path, 'inbox');
  const out = join(folder.path, 'orders.jsonl');
  const faults: string[] = [];
  const start = () =>
    startInbox({
      dir,
      out,
      reader,
      metrics: createStreamMetrics(new Registry()),
      onFault: (message) => faults.push(message),
    });
  const first = await start();
  await writeFile(join(dir, 'a.txt'), 'dos sillas');
  await writeFile(join(dir, 'b.json'), '[{"text":"una mesa"},"tres cajas"]');
  await writeFile(join(dir, 'c.csv'), 'id,natural_language\n1,"cinco, o seis, lámparas"\n');
  await writeFile(join(dir, 'd.eml'), 'From: a@b.c\r\nSubject: pedido\r\n\r\nMándenme guantes\r\n');
  await writeFile(join(dir, 'e.json'), '{"text":');
  for (let i = 0; i < 200 && (await readdir(join(dir, 'done'))).length < 4; i++) await sleep(50);
  for (let i = 0; i < 100 && faults.length === 0; i++) await sleep(50);
  await first.close();
  expect(await readdir(dir)).toEqual(['done', 'failed']);
  expect(faults).toEqual([expect.stringContaining('e.json')]);
  const lines = await linesOf(out);
  expect(lines.map(({ text }) => text).sort()).toEqual([
    'Mándenme guantes',
    'cinco, o seis, lámparas',
    'dos sillas',
    'tres cajas',
    'una mesa',
  ]);

  // As after a crash: half a line, and a file whose results stand there but which was not moved yet.
  await writeFile(out, `${await readFile(out, 'utf8')}{"order_id":"ha`);
  await writeFile(join(dir, 'a.txt'), 'dos sillas');
  const second = await start();
  for (let i = 0; i < 200 && (await readdir(dir)).length > 2; i++) await sleep(50);
  await second.close();
  expect(await linesOf(out)).toHaveLength(5);
  await folder.remove();
});

async function linesOf(path: string): Promise<{ text: string }[]> {
  const text = await readFile(path, 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { text: string });
}
