import { Engine, EngineError, Supervisor } from '@ordena/inference';
import { execFile } from 'node:child_process';
import { access, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder.js';
import { tinyModelFolder } from '../support/tiny-model.js';

const run = promisify(execFile);

/** An engine's thread that dies when it is told to, and never answers when told so. */
const MORTAL = `
import { parentPort, workerData } from 'node:worker_threads';
if (workerData.options.modelDir === 'dead') process.exit(9);
parentPort.on('message', ({ type, id, text }) => {
  if (type === 'close') parentPort.close();
  else if (text === 'die') process.exit(3);
  else if (text === 'throw') throw new Error('out of order');
  else if (type === 'canonicalize' && text !== 'wait') {
    parentPort.postMessage({ type: 'result', id, result: { json: text } });
  } else if (type === 'cancel') {
    parentPort.postMessage({ type: 'error', id, error: { code: 'CANCELLED', message: 'cancelled' } });
  }
});
parentPort.postMessage({ type: 'ready' });
`;

describe('an engine whose thread dies', () => {
  let supervisor: Supervisor;
  afterEach(async () => supervisor.close());

  async function start(): Promise<void> {
    const file = join((await temporaryFolder()).path, 'worker.mjs');
    await writeFile(file, MORTAL);
    supervisor = await Supervisor.start(pathToFileURL(file), { modelDir: 'any' });
  }

  it.each(['die', 'throw'])('rejects everything that is pending and starts anew (%s)', async (text) => {
    await start();
    let next = 1;
    for (let round = 0; round < 5; round++) {
      const pending = Promise.allSettled(
        ['wait', 'wait', text].map((t) => supervisor.canonicalize(next++, t, {})),
      );
      for (const outcome of await pending) {
        expect(outcome).toMatchObject({
          status: 'rejected',
          reason: { code: 'UNAVAILABLE', retriable: true },
        });
      }
      await expect(supervisor.canonicalize(next++, 'x', {})).resolves.toEqual({ json: 'x' });
    }
  });

  it('carries cancelling over, and rejects what is pending when it is closed', async () => {
    await start();
    const cancelled = supervisor.canonicalize(1, 'wait', {});
    const closed = supervisor.canonicalize(2, 'wait', {});
    const outcomes = Promise.allSettled([cancelled, closed]);
    await supervisor.canonicalize(3, 'x', {});
    supervisor.cancel(1);
    await expect(cancelled).rejects.toMatchObject({ name: 'EngineError', code: 'CANCELLED' });
    await supervisor.close();
    expect((await outcomes)[1]).toMatchObject({ reason: { code: 'CLOSED' } });
    await expect(supervisor.canonicalize(4, 'x', {})).rejects.toBeInstanceOf(EngineError);
  });

  it('says so when the thread cannot even start', async () => {
    await start();
    const file = join((await temporaryFolder()).path, 'worker.mjs');
    await writeFile(file, MORTAL);
    await expect(Supervisor.start(pathToFileURL(file), { modelDir: 'dead' })).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    });
  });
});

describe('the built engine', () => {
  const entry = fileURLToPath(new URL('../../libs/inference/dist/index.js', import.meta.url));

  async function inNode(script: string): Promise<unknown> {
    await access(entry).catch(() => {
      throw new Error('libs/inference is not built: npm run build');
    });
    const code = `import { Engine } from ${JSON.stringify(pathToFileURL(entry).href)};\n${script}`;
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', code], { timeout: 60_000 });
    return JSON.parse(stdout);
  }

  it('answers from its thread what it answers in this one, and lets the process end', async () => {
    const dir = await tinyModelFolder();
    const text = 'Somos "El Sol": 20 cajas de guantes, ref. TX-204';
    const here = await Engine.start({ modelDir: dir, threads: 1 });
    const expected = await here.canonicalize(text);
    await here.close();
    const script = `
      const engine = await Engine.start({ modelDir: ${JSON.stringify(dir)}, threads: 1 });
      const result = await engine.canonicalize(${JSON.stringify(text)});
      const refused = await engine.canonicalize('').catch((error) => ({ name: error.name, code: error.code }));
      await engine.close();
      console.log(JSON.stringify({ result, refused }));`;
    const output = await inNode(script);
    expect(output).toEqual({ result: expected, refused: { name: 'EngineError', code: 'EMPTY_TEXT' } });
  });

  it('reports a folder it cannot serve', async () => {
    const script = `
      const error = await Engine.start({ modelDir: '/nowhere' }).catch((caught) => caught);
      console.log(JSON.stringify({ name: error.name, code: error.code, message: error.message }));`;
    expect(await inNode(script)).toMatchObject({
      name: 'EngineError',
      code: 'MODEL_UNFIT',
      message: expect.stringContaining('/nowhere') as string,
    });
  });
});
