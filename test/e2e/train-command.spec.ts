import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.js';
import { ordena, ROOT } from '../support/run-ordena.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { tinyModelFolder } from '../support/tiny-model.js';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let data: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  data = join(folder.path, 'orders.json');
  const orders = ['tornillos', 'guantes', 'cemento', 'papel', 'leche', 'cable'].map((producto, i) => ({
    natural_language: `Necesito ${i + 2} cajas de ${producto}.`,
    json_data: { producto, cantidad: i + 2 },
  }));
  await writeFile(data, JSON.stringify(orders));
});
afterAll(() => folder.remove());

describe('ordena train', () => {
  it('names every wrong setting at once, and begins nothing', async () => {
    const out = join(folder.path, 'never');
    const wrong = [
      '--epochs',
      'many',
      '--rank',
      '1.5',
      '--schedule',
      'steep',
      '--target-modules',
      'q_proj,zz',
    ];
    const { code, stderr } = await ordena(['train', '--train', data, '--out', out, ...wrong]);
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^ordena: settings: epochs [^\n]*schedule [^\n]*rank [^\n]*targetModules [^\n]*zz\n$/,
    );
    expect(existsSync(out)).toBe(false);
  });

  it.each([
    [['--track', 'csv'], 2, 'csv'],
    [['--track', 'mlflow'], 1, 'MLFLOW_TRACKING_URI'],
    [['--profile', 'full', '--rank', '8'], 2, 'no adapter'],
  ])('refuses %j', async (args, code, words) => {
    const result = await ordena(['train', '--train', data, '--out', join(folder.path, 'never'), ...args], {
      env: { MLFLOW_TRACKING_URI: '' },
    });
    expect(result.code).toBe(code);
    expect(result.stderr).toContain(words);
  });

  it('writes a checkpoint at SIGUSR1, lines to a pipe, and stops at SIGINT', async () => {
    const out = join(folder.path, 'asked');
    const settings = ['--epochs', '1000', '--checkpoint-every', '1000000', '--threads', '1', '--batch', '2'];
    const child = spawn(
      process.execPath,
      [
        join(ROOT, 'services/cli/bin/ordena.js'),
        ...['train', '--train', data, '--out', out, '--base', await tinyModelFolder(), ...settings],
      ],
      { stdio: ['ignore', 'ignore', 'pipe'], env: { ...process.env, ORDENA_CACHE: folder.path } },
    );
    let lines = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (lines += text));
    const ended = once(child, 'exit');
    const log = join(out, 'metrics.jsonl');
    await eventually(
      () => readFile(log, 'utf8').catch(() => ''),
      (text) => text.includes('"loss"'),
    );
    expect(existsSync(join(out, 'checkpoint.safetensors'))).toBe(false);
    child.kill('SIGUSR1');
    await eventually(() => Promise.resolve(existsSync(join(out, 'checkpoint.safetensors'))), Boolean);
    const shown = /\d+\/\d+ steps loss \d+\.\d{4}, \d+ tokens\/s, \d+.* left/;
    await eventually(
      () => Promise.resolve(lines),
      (text) => shown.test(text),
    );
    const second = await ordena(['train', '--train', data, '--out', out, '--resume']);
    expect(second.code).toBe(1);
    expect(second.stderr).toContain(`process ${child.pid} trains here`);
    child.kill('SIGINT');
    expect(await ended).toEqual([130, null]);
    expect((await readFile(log, 'utf8')).trim().endsWith('{"kind":"end","outcome":"stopped"}')).toBe(true);
    expect(existsSync(join(out, 'run.lock'))).toBe(false);
  });
});
