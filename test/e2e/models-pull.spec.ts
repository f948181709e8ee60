import { pullModel } from '@ordena/hub';
import { existsSync } from 'node:fs';
import { readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startLocalHub, type LocalHub } from '../support/local-hub.js';
import { ordena } from '../support/run-ordena.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { tinyModelFolder } from '../support/tiny-model.js';

const RETRY = { retries: 3, retryMs: 5 };

describe('models from the hub', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let hub: LocalHub;
  let outDir: string;

  beforeEach(async () => {
    folder = await temporaryFolder();
    outDir = join(folder.path, 'pulled');
    hub = await startLocalHub();
    const source = await tinyModelFolder();
    for (const name of await readdir(source)) hub.files.set(name, await readFile(join(source, name)));
    await rm(source, { recursive: true });
    hub.files.set('README.md', Buffer.from('# tiny'));
  });

  afterEach(async () => {
    await hub.close();
    await folder.remove();
  });

  const pull = (more: Partial<Parameters<typeof pullModel>[0]> = {}) =>
    pullModel({ repo: 'team/tiny', hubUrl: hub.url, outDir, retry: RETRY, ...more });

  it('come whole, with progress, and can be asked an order', async () => {
    const seen: [number, number][] = [];
    const { files, bytes } = await pull({ onProgress: (done, total) => seen.push([done, total]) });
    expect(files).toContain('config.json');
    expect(files).not.toContain('README.md');
    expect(seen.at(-1)).toEqual([bytes, bytes]);
    for (const name of files) expect(await readFile(join(outDir, name))).toEqual(hub.files.get(name));
    const { code, stderr } = await ordena(['canonicalize', '20 cajas', '--model', outDir]);
    expect(code, stderr).toBe(0);
  });

  it('are gone on with where a connection broke, in this call and in the next', async () => {
    hub.breakOff = { times: 100, after: 2000 };
    await expect(pull()).rejects.toMatchObject({ code: 'UNREACHABLE' });
    expect(existsSync(outDir)).toBe(false);
    expect(await readdir(`${outDir}.partial`)).toContainEqual(expect.stringMatching(/\.part$/));
    hub.breakOff = { times: 1, after: 2000 };
    await pull();
    const starts = hub.ranges
      .filter((range) => range.startsWith('model.safetensors'))
      .map((range) => range.split(' ')[1]);
    expect(starts.some((range) => !range?.startsWith('0-'))).toBe(true);
    expect(await readFile(join(outDir, 'model.safetensors'))).toEqual(hub.files.get('model.safetensors'));
  });

  it('that come with wrong bytes are refused by name and not kept', async () => {
    const right = hub.files.get('model.safetensors');
    if (!right) throw new Error('no weights');
    const get = hub.files.get.bind(hub.files);
    const wrong = Buffer.from(right);
    wrong[wrong.length - 1] = (wrong.at(-1) ?? 0) ^ 1;
    hub.files.get = (name) => (name === 'model.safetensors' ? wrong : get(name));
    await expect(pull()).rejects.toMatchObject({ code: 'CHECKSUM_MISMATCH', subject: 'model.safetensors' });
    expect(existsSync(outDir)).toBe(false);
    expect(await readdir(`${outDir}.partial`)).not.toContainEqual(expect.stringMatching(/safetensors/));
  });

  it('that are missing, closed or no models say which', async () => {
    await expect(pull({ repo: 'team/none' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(pull({ repo: 'tiny' })).rejects.toMatchObject({ code: 'BAD_NAME' });
    hub.files.delete('model.safetensors');
    await expect(pull()).rejects.toMatchObject({ code: 'NO_WEIGHTS' });
    const closed = await startLocalHub('secret');
    closed.files.set('model.safetensors', Buffer.from('weights'));
    await expect(pull({ hubUrl: closed.url })).rejects.toMatchObject({ code: 'UNAUTHORIZED' });
    await pull({ hubUrl: closed.url, token: 'secret' });
    await closed.close();
  });

  it('stop at a signal and keep what has come', async () => {
    const controller = new AbortController();
    const onProgress = (_done: number, _total: number, file: string): void => {
      if (file === 'model.safetensors') controller.abort();
    };
    const stopped = pull({ signal: controller.signal, onProgress });
    await expect(stopped).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(existsSync(`${outDir}.partial`)).toBe(true);
    await pull();
    expect(existsSync(outDir)).toBe(true);
  });

  it('come by the command, from the mirror that the environment names', async () => {
    const env = { HF_ENDPOINT: hub.url, ORDENA_MODELS: folder.path };
    const { code, stdout, stderr } = await ordena(['models', 'pull', 'team/tiny'], { env });
    expect(code, stderr).toBe(0);
    expect(stdout).toMatch(/tiny: \d+ files/);
    const { stdout: list } = await ordena(['models', 'list'], { env });
    expect(list).toContain('tiny');
  });
});
