import { cp, mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { defaultModelDir } from '@ordena/default-model/model-dir';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ordena } from '../support/run-ordena.js';
import { temporaryFolder } from '../support/temporary-folder.js';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;

beforeAll(async () => {
  folder = await temporaryFolder();
});

afterAll(() => folder.remove());

/** A copy of the model that comes with Ordena, to be broken. */
async function brokenModel(name: string, breakIt: (dir: string) => Promise<void>): Promise<string> {
  const dir = join(folder.path, name);
  await cp(defaultModelDir(), dir, { recursive: true });
  await breakIt(dir);
  return dir;
}

async function weightsFile(dir: string): Promise<string> {
  const name = (await readdir(dir)).find((file) => file.endsWith('.safetensors'));
  if (name === undefined) throw new Error(`${dir} has no weights to break`);
  return join(dir, name);
}

/** Every fault is one line that names the file, and a stack with --debug only. */
async function expectFault(dir: string, file: string, words: RegExp): Promise<void> {
  const { code, stdout, stderr } = await ordena(['canonicalize', 'dos sillas', '--model', dir]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^ordena: [^\n]+\n$/);
  expect(stderr).toContain(file);
  expect(stderr).toMatch(words);
  const debug = await ordena(['--debug', 'canonicalize', 'dos sillas', '--model', dir]);
  expect(debug.stderr).toContain('    at ');
}

describe('a broken model', () => {
  it('that is not there', async () => {
    const missing = join(folder.path, 'no-such-model');
    const { code, stderr } = await ordena(['canonicalize', 'dos sillas', '--model', missing]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^ordena: no model "[^\n]+\n$/);
    expect(stderr).toContain(missing);
  });

  it('without its weights', async () => {
    const dir = await brokenModel('no-weights', async (copy) => rm(await weightsFile(copy)));
    await expectFault(dir, 'model.safetensors', /no such file|cannot be (read|opened)/);
  });

  it.each(['config.json', 'tokenizer.json'])('without %s', async (file) => {
    const dir = await brokenModel(`no-${file}`, (copy) => rm(join(copy, file)));
    await expectFault(dir, file, /no such file|cannot be (read|opened)/);
  });

  it('whose weights were cut off', async () => {
    const dir = await brokenModel('truncated', async (copy) => {
      const file = await weightsFile(copy);
      await truncate(file, (await readFile(file)).length - 1000);
    });
    await expectFault(dir, '.safetensors', /truncated/);
  });

  it('whose weights were cut off inside the header', async () => {
    const dir = await brokenModel('truncated-header', async (copy) => truncate(await weightsFile(copy), 100));
    await expectFault(dir, '.safetensors', /truncated/);
  });

  it('whose config.json is not JSON', async () => {
    const dir = await brokenModel('bad-config', (copy) =>
      writeFile(join(copy, 'config.json'), '{"hidden_size":'),
    );
    await expectFault(dir, 'config.json', /JSON/);
  });

  it('whose tokenizer has pieces that the model does not know', async () => {
    const dir = await brokenModel('unfit', async (copy) => {
      const path = join(copy, 'tokenizer.json');
      const tokenizer = JSON.parse(await readFile(path, 'utf8')) as {
        model: { vocab: Record<string, number> };
      };
      const size = Object.keys(tokenizer.model.vocab).length;
      for (let extra = 0; extra < 5000; extra += 1)
        tokenizer.model.vocab[`§${String(extra)}`] = size + 1000 + extra;
      await writeFile(path, JSON.stringify(tokenizer));
    });
    await expectFault(dir, 'tokenizer', /belong to different models/);
  });

  it('that is an empty folder', async () => {
    const dir = join(folder.path, 'empty');
    await mkdir(dir);
    await expectFault(dir, 'config.json', /no such file|cannot be (read|opened)/);
  });
});
