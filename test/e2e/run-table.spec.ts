import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readRunTable } from '../recipes/run-table.js';
import { temporaryFolder } from '../support/temporary-folder.js';

function lines(...entries: readonly object[]): string {
  return entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
}

const step = (at: number, seconds: number): object => ({
  kind: 'metrics',
  step: at,
  metrics: { loss: 1 / at, step_seconds: seconds },
});

it('a run’s table is made of its logs: steps taken again count once, half a line is passed over', async () => {
  const { path, remove } = await temporaryFolder();
  const epoch = { event: 'epoch', f1: 0.5, exactMatch: 0.25, best: true, validationSeconds: 90 };
  const log = lines(
    { event: 'data', rows: 4, tokens: 800, validation: 2 },
    { ...epoch, epoch: 1, step: 2, loss: 2 },
    { ...epoch, epoch: 2, step: 4, loss: 1 },
  );
  await writeFile(join(path, 'log.jsonl'), `${log}{"event":"epo`);
  const f1 = { kind: 'metrics', step: 2, metrics: { f1: 0.5 } };
  const seen = [step(1, 60), step(2, 60), f1, step(3, 600), step(3, 30), step(4, 30)];
  await writeFile(join(path, 'metrics.jsonl'), lines({ kind: 'run' }, ...seen));
  const table = await readRunTable(path);
  await remove();
  expect(table.split('\n')).toEqual([
    '4 rows, 800 tokens an epoch, 2 orders to validate; last step 4, loss 0.2500',
    '',
    '| epoch | step | loss | F1 | exact | training | validation |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    '| 1 | 2 | 2.0000 | 0.5000 | 0.2500 | 2.0 min | 1.5 min |',
    '| 2 | 4 | 1.0000 | 0.5000 | 0.2500 | 1.0 min | 1.5 min |',
  ]);
});

it('a run without logs yet has an empty table', async () => {
  const { path, remove } = await temporaryFolder();
  expect(await readRunTable(path)).toContain('0 rows');
  await remove();
});
