import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { connectOrdena, type OrdenaClient } from '@ordena/client';
import { EngineError } from '@ordena/inference';
import { serveCanonicalizer, type Canonicalizer } from '@ordena/service-inference';
import { createLogger } from '@ordena/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { pythonTools } from '../support/python-tools.js';
import { ROOT, run, serve, type Finished, type Served } from '../support/run-ordena.js';
import { serveSecured, type SecuredService } from '../support/secured-service.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { SHORT, trainingWorld, type TrainingWorld } from '../support/training-world.js';

const FOLDER = join(ROOT, 'clients/python');
const TEXT = 'Manden 20 cajas de cloro, urge';
const found = await run('python3', ['--version']).then(
  ({ code }) => code === 0,
  () => false,
);
// In CI a machine without Python is a fault.
const missing = !found && process.env['CI'] === undefined;
if (missing) process.stderr.write('clients-python.spec: skipped, there is no python3\n');

describe.skipIf(missing)('the Python client', () => {
  let python: (script: string, args: readonly string[], input?: string) => Promise<Finished>;
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let world: TrainingWorld;
  let served: Served;
  let secured: SecuredService;
  let ordena: OrdenaClient;

  beforeAll(async () => {
    folder = await temporaryFolder();
    const requirements = join(FOLDER, 'requirements.txt');
    const hash = createHash('sha256')
      .update(await readFile(requirements))
      .digest('hex');
    const bin = await pythonTools(`client-${hash.slice(0, 8)}`, ['-r', requirements]);
    const stubs = join(folder.path, 'stubs');
    const env = { ORDENA_STUBS: stubs, PYTHONDONTWRITEBYTECODE: '1' };
    python = (script, args, input = '') =>
      run(join(bin, 'python'), [join(FOLDER, script), ...args], { input, env });
    expect(await python('make_stubs.py', [stubs])).toEqual({ code: 0, stdout: '', stderr: '' });
    world = await trainingWorld();
    served = await serve([], world.env);
    secured = await serveSecured();
    ordena = connectOrdena({ target: served.address });
  }, 300_000);

  afterAll(async () => {
    ordena.close();
    await secured.close();
    await served.stop();
    await world.remove();
    await folder.remove();
  });

  it('gives the answer that the TypeScript client gives', async () => {
    const { orderJson } = await ordena.canonicalize(TEXT);
    const answer = { code: 0, stdout: `${orderJson}\n`, stderr: '' };
    expect(await python('canonicalize.py', ['--target', served.address, TEXT])).toEqual(answer);
    expect(await python('canonicalize.py', ['--target', served.address], `${TEXT}\n`)).toEqual(answer);
  });

  it('goes with TLS, a certificate and a token', async () => {
    const { address, ca, client, tokenFile } = secured;
    const tls = ['--target', address, '--ca', ca, '--cert', client.cert, '--key', client.key];
    const { code, stdout } = await python('canonicalize.py', [...tls, '--token', tokenFile, TEXT]);
    expect({ code, order: JSON.parse(stdout) as unknown }).toMatchObject({
      code: 0,
      order: { producto: 'cloro' },
    });
    const unknown = await python('canonicalize.py', [...tls, TEXT]);
    expect(unknown).toMatchObject({ code: 1, stdout: '' });
    expect(unknown.stderr).toContain('UNAUTHENTICATED');
    const open = await python('canonicalize.py', ['--target', address, '--token', tokenFile, TEXT]);
    expect(open).toMatchObject({ code: 2, stdout: '' });
  });

  it('says what is wrong with a request, and where', async () => {
    const { code, stdout, stderr } = await python('canonicalize.py', ['--target', served.address, ' ']);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(
      /^canonicalize: \S+: INVALID_ARGUMENT EMPTY_TEXT: text is empty.* \[text: .*\]\n$/,
    );
    const unknown = await python('canonicalize.py', ['--target', served.address, '--model', 'x', TEXT]);
    expect(unknown.code).toBe(1);
    expect(unknown.stderr).toContain('NOT_FOUND');
  });

  it('reads a stream, in which a line fails alone', async () => {
    const lines = `${TEXT}\n \n${TEXT}\n`;
    const { code, stdout, stderr } = await python(
      'canonicalize.py',
      ['--target', served.address, '--lines'],
      lines,
    );
    const { orderJson } = await ordena.canonicalize(TEXT);
    expect(stdout.trim().split('\n').sort()).toEqual([`1\t${orderJson}`, `3\t${orderJson}`]);
    expect(stderr).toContain('line 2: EMPTY_TEXT');
    expect(code).toBe(1);
  });

  it('comes again when it was told when to', async () => {
    let calls = 0;
    const busy: Canonicalizer = {
      canonicalize: () => {
        if (++calls < 3) return Promise.reject(new EngineError('RESOURCE_EXHAUSTED', 'full', undefined, 20));
        const order = { producto: 'sillas' };
        const json = JSON.stringify(order);
        return Promise.resolve({ json, order, outcome: 'ok', promptTokens: 1, newTokens: 1 });
      },
    };
    const config = { ORDENA_ADDR: '127.0.0.1:0', ORDENA_SHUTDOWN_MS: 0 };
    const server = await serveCanonicalizer(busy, 'busy', config, createLogger('test', 'silent'));
    const target = `127.0.0.1:${server.port}`;
    const answer = await python('canonicalize.py', ['--target', target, TEXT]);
    await server.close();
    expect(answer).toEqual({ code: 0, stdout: '{"producto":"sillas"}\n', stderr: '' });
    expect(calls).toBe(3);
  });

  it('says that nobody is there', async () => {
    const away = await python('canonicalize.py', ['--target', '127.0.0.1:1', '--timeout', '1', TEXT]);
    expect(away).toMatchObject({ code: 1, stdout: '' });
    expect(away.stderr).toContain('127.0.0.1:1: UNAVAILABLE');
  });

  it('watches a run', async () => {
    const { runId } = await ordena.training.start({
      dataset: { path: world.dataset },
      base: world.base,
      overrides: SHORT,
    });
    const { code, stdout } = await python('watch_run.py', ['--target', served.address, runId]);
    expect(code).toBe(0);
    const seen: string[] = [];
    for await (const { sequence, event } of ordena.training.watch(runId)) seen.push(`${sequence}\t${event}`);
    expect(
      stdout
        .trim()
        .split('\n')
        .map((line) => line.replace(/\t\{.*$/, '')),
    ).toEqual(seen);
    const unknown = await python('watch_run.py', ['--target', served.address, 'no-such-run']);
    expect(unknown.code).toBe(1);
    expect(unknown.stderr).toContain('NOT_FOUND');
  });
});
