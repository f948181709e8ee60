import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

import { ModelStore } from '@ordena/model';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { ROOT } from '../support/run-ordena.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const run = promisify(execFile);

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let store: ModelStore;
let stores = 0;

beforeAll(async () => {
  folder = await temporaryFolder();
});
beforeEach(async () => {
  store = await ModelStore.open(join(folder.path, `store-${String(stores++)}`));
});
afterAll(() => folder.remove());

/** A folder that looks like a model's. */
async function modelFolder(name: string, weights: string): Promise<string> {
  const dir = join(folder.path, name);
  await mkdir(join(dir, 'more'), { recursive: true });
  await writeFile(join(dir, 'config.json'), '{}');
  await writeFile(join(dir, 'tokenizer.json'), '{}');
  await writeFile(join(dir, 'more', 'model.safetensors'), weights);
  return dir;
}

describe('the model store', () => {
  it('names a version by its files, and takes it once', async () => {
    const dir = await modelFolder('first', 'w1');
    const first = await store.register(dir, { name: 'uno', scores: { f1: 0.9 } });
    expect(first.version).toMatch(/^[0-9a-f]{16}$/);
    const again = await store.register(await modelFolder('copy', 'w1'), { name: 'dos' });
    expect(again).toEqual(first);
    const second = await store.register(await modelFolder('second', 'w2'));
    expect(second.version).not.toBe(first.version);
    expect((await store.list()).map(({ version }) => version)).toEqual([first.version, second.version]);
    expect(await readFile(join(first.dir, 'more', 'model.safetensors'), 'utf8')).toBe('w1');
    await expect(store.resolve(first.version)).resolves.toMatchObject({ metadata: { name: 'uno' } });
  });

  it('copies what links point to, and nothing hidden', async () => {
    const dir = await modelFolder('linked', 'w3');
    await symlink(join(dir, 'config.json'), join(dir, 'linked.json'));
    await writeFile(join(dir, '.hidden'), 'x');
    const { files } = await store.register(dir);
    expect(files.map(({ path }) => path)).toEqual([
      'config.json',
      'linked.json',
      'more/model.safetensors',
      'tokenizer.json',
    ]);
  });

  it('moves aliases, and removes no version that one points to', async () => {
    const one = await store.register(await modelFolder('one', '1'));
    const two = await store.register(await modelFolder('two', '2'));
    await store.setAlias('production', one.version);
    await store.setAlias('candidate', two.version);
    await store.setAlias('production', two.version);
    await expect(store.resolve('production')).resolves.toMatchObject({
      version: two.version,
      aliases: ['candidate', 'production'],
    });
    await expect(store.remove(two.version)).rejects.toMatchObject({ code: 'VERSION_IN_USE' });
    await store.remove(one.version);
    await expect(store.resolve(one.version)).rejects.toMatchObject({ code: 'UNKNOWN_VERSION' });
    await expect(store.setAlias('production', one.version)).rejects.toMatchObject({
      code: 'UNKNOWN_VERSION',
    });
    await expect(store.resolve('production')).resolves.toMatchObject({ version: two.version });
    await store.deleteAlias('candidate');
    await store.deleteAlias('candidate');
    await expect(store.resolve('candidate')).rejects.toMatchObject({ code: 'UNKNOWN_VERSION' });
  });

  it.each(['', 'A', '../x', 'default', '.x', '0123456789abcdef', 'abcdef0123456789', 'x'.repeat(64)])(
    'takes no alias "%s"',
    async (alias) => {
      const { version } = await store.register(await modelFolder('one', '1'));
      await expect(store.setAlias(alias, version)).rejects.toMatchObject({ code: 'INVALID_NAME' });
    },
  );

  it('refuses what is no model, and leaves nothing behind', async () => {
    const empty = join(folder.path, 'empty');
    await mkdir(empty);
    await expect(store.register(empty)).rejects.toMatchObject({ code: 'MISSING_FILE' });
    await expect(store.register(join(folder.path, 'nowhere'))).rejects.toMatchObject({
      code: 'MISSING_FILE',
    });
    const model = await modelFolder('one', '1');
    const wrong = { scores: { f1: 'much' } } as unknown as { scores: Record<string, number> };
    await expect(store.register(model, wrong)).rejects.toMatchObject({
      code: 'INVALID_CONFIG',
      key: 'scores.f1',
    });
    expect(await store.list()).toEqual([]);
    expect(await readdir(folder.path)).not.toContain(basename(store.dir));
  });

  it.each([
    ['changed', (file: string) => writeFile(file, 'W1'), /changed/],
    ['cut', (file: string) => truncate(file, 1), /1 bytes, registered were 2/],
    ['gone', (file: string) => rm(file), /cannot be read/],
  ])('says which file of a version was %s', async (_, damage, message) => {
    const { version, dir } = await store.register(await modelFolder('one', 'w1'));
    await store.verify(version);
    await damage(join(dir, 'more', 'model.safetensors'));
    const failure = store.verify(version);
    await expect(failure).rejects.toMatchObject({ code: 'CORRUPT_VERSION' });
    await expect(failure).rejects.toThrow(message);
    await expect(failure).rejects.toThrow('model.safetensors');
  });

  it('holds when processes work on it at once', async () => {
    const dirs = await Promise.all(['p', 'q', 'r'].map((name) => modelFolder(name, name)));
    const keep = await store.register(dirs[0] ?? '');
    await store.setAlias('production', keep.version);
    const entry = pathToFileURL(join(ROOT, 'libs/model/dist/index.js')).href;
    const script = `
      import { ModelStore } from ${JSON.stringify(entry)};
      const [seed] = process.argv.slice(-1).map(Number);
      const store = await ModelStore.open(${JSON.stringify(store.dir)});
      const dirs = ${JSON.stringify(dirs)};
      for (let i = 0; i < 40; i++) {
        try {
          const { version } = await store.register(dirs[(i + seed) % 3]);
          await store.setAlias('production', version);
          // Succeeds where another process has moved production on meanwhile.
          await store.remove(version);
        } catch (error) {
          if (error.code !== 'VERSION_IN_USE' && error.code !== 'UNKNOWN_VERSION') throw error;
        }
        for (const { version } of await store.list()) await store.remove(version).catch((error) => {
          if (error.code !== 'VERSION_IN_USE' && error.code !== 'UNKNOWN_VERSION') throw error;
        });
      }`;
    const flags = ['--input-type=module', '-e', script];
    await Promise.all([1, 2, 3].map((seed) => run(process.execPath, [...flags, String(seed)])));
    // Whatever happened in which order, production points to a version that is whole.
    await expect(store.verify('production')).resolves.toMatchObject({ aliases: ['production'] });
    for (const { version } of await store.list()) await store.verify(version);
    expect((await readdir(join(store.dir, 'versions'))).filter((name) => name.startsWith('.'))).toEqual([]);
  });
});
