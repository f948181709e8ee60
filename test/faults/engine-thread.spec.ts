import { Engine, EngineError, Supervisor, type EngineState, type RestartPolicy } from '@ordena/inference';
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
  else if (type === 'exit') process.exit(1);
  else if (text === 'die') process.exit(3);
  else if (text === 'hang') for (;;);
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

  /** No pauses, unless told otherwise. */
  const AT_ONCE: RestartPolicy = { stableMs: 0, firstPauseMs: 0, longestPauseMs: 0 };

  async function start(restarts = AT_ONCE): Promise<void> {
    const file = join((await temporaryFolder()).path, 'worker.mjs');
    await writeFile(file, MORTAL);
    supervisor = await Supervisor.start(pathToFileURL(file), { modelDir: 'any', maxBatch: 8 }, restarts);
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

  it('pauses after the second death in a row, refuses with a hint meanwhile, and tells its state', async () => {
    await start({ stableMs: 60_000, firstPauseMs: 300, longestPauseMs: 300 });
    const states: EngineState[] = [];
    supervisor.onState = (state) => states.push(state);
    await expect(supervisor.canonicalize(1, 'die', {})).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await expect(supervisor.canonicalize(2, 'x', {})).resolves.toEqual({ json: 'x' });
    expect(states).toEqual(['pausing', 'starting', 'ready']);
    await expect(supervisor.canonicalize(3, 'die', {})).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      retryAfterMs: 300,
    });
    expect(supervisor.state).toBe('pausing');
    const refused = await supervisor.canonicalize(4, 'x', {}).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'UNAVAILABLE', retriable: true });
    const { retryAfterMs = 0 } = refused as EngineError;
    expect(retryAfterMs).toBeGreaterThan(0);
    expect(retryAfterMs).toBeLessThanOrEqual(300);
    await new Promise((resolve) => setTimeout(resolve, retryAfterMs + 50));
    await expect(supervisor.canonicalize(5, 'x', {})).resolves.toEqual({ json: 'x' });
    await supervisor.close();
    expect(states).toEqual(['pausing', 'starting', 'ready', 'pausing', 'starting', 'ready', 'closed']);
  });

  it('keeps what comes while it starts, as much as the queue holds, and forgets what is cancelled', async () => {
    await start();
    await expect(supervisor.canonicalize(1, 'die', {})).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(supervisor.state).toBe('starting');
    const waiting = Array.from({ length: 264 }, (_, i) => supervisor.canonicalize(10 + i, `t${i}`, {}));
    const settled = Promise.allSettled(waiting);
    await expect(supervisor.canonicalize(2, 'x', {})).rejects.toMatchObject({
      code: 'RESOURCE_EXHAUSTED',
      retryAfterMs: 1000,
    });
    supervisor.cancel(10);
    await expect(waiting[0]).rejects.toMatchObject({ code: 'CANCELLED' });
    const [, ...rest] = await settled;
    expect(rest.every(({ status }) => status === 'fulfilled')).toBe(true);
  });

  it('is started again when it is killed from outside', async () => {
    await start();
    const pending = supervisor.canonicalize(1, 'wait', {});
    const outcome = expect(pending).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await supervisor.kill();
    await outcome;
    await expect(supervisor.canonicalize(2, 'x', {})).resolves.toEqual({ json: 'x' });
  });

  it('rejects what is cancelled at once, though the thread hangs', async () => {
    await start();
    const pending = supervisor.canonicalize(1, 'hang', {});
    supervisor.cancel(1);
    await expect(pending).rejects.toMatchObject({ code: 'CANCELLED' });
    await supervisor.kill(20);
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
    // All but the time it took.
    const { json, outcome, fields, promptTokens, newTokens } = expected;
    expect(output).toMatchObject({
      result: { json, outcome, fields, promptTokens, newTokens },
      refused: { name: 'EngineError', code: 'EMPTY_TEXT' },
    });
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
