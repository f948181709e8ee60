import { createServer, type IncomingMessage, type Server } from 'node:http';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { run } from '../support/run-ordena.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** Uses the built library: the client's thread runs built code only. */
const SCRIPT = `
const { openTrackers } = await import('@ordena/tracking');
const failures = [];
const resume = process.argv[2] === 'resume';
const tracker = await openTrackers({
  run: { project: 'pedidos', name: 'first', config: { lora: { rank: 16 } } },
  dir: process.argv[1],
  environment: process.env,
  resume,
  onFailure: (name, error) => failures.push([name, error.code]),
});
await tracker.log(1, { loss: 2.5 });
await tracker.log(2, { loss: 1.5, f1: 0.25 });
await tracker.close('finished');
console.log(JSON.stringify(failures));
`;

interface Seen {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly body: string;
}

/** Speaks the two routes of W&B's API that its client uses, and notes what it was told. */
function wandbServer(refuses: boolean): { server: Server; seen: Seen[] } {
  const seen: Seen[] = [];
  const answer = async (request: IncomingMessage): Promise<unknown> => {
    const body = await text(request);
    seen.push({ path: request.url ?? '', authorization: request.headers.authorization, body });
    if (!body.includes('upsertBucket')) return { data: { viewer: { id: '1', entity: 'team' } } };
    const project = { id: '2', name: 'pedidos', entity: { id: '1', name: 'team' } };
    return { data: { upsertBucket: { bucket: { id: '3', name: 'x', displayName: 'first', project } } } };
  };
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'application/json');
    if (refuses) response.statusCode = 401;
    void answer(request).then((body) => response.end(JSON.stringify(refuses ? { errors: [] } : body)));
  });
  return { server: server.listen(0, '127.0.0.1'), seen };
}

describe('Weights & Biases', () => {
  const open: Server[] = [];
  afterEach(() => {
    for (const server of open.splice(0)) server.close();
  });

  async function train(
    refuses: boolean,
    into?: string,
    ...more: string[]
  ): Promise<{ failures: unknown; seen: Seen[] }> {
    const { server, seen } = wandbServer(refuses);
    open.push(server);
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const folder = await temporaryFolder();
    const dir = into ?? folder.path;
    const env = { WANDB_API_KEY: 'k'.repeat(40), WANDB_BASE_URL: `http://127.0.0.1:${port}` };
    const args = ['--input-type=module', '-e', SCRIPT, dir, ...more];
    const { code, stdout, stderr } = await run('node', args, { env });
    await folder.remove();
    expect(code, stderr).toBe(0);
    return { failures: JSON.parse(stdout), seen };
  }

  it('is told the run, its settings and every metric', async () => {
    const { failures, seen } = await train(false);
    expect(failures).toEqual([]);
    expect(seen.every(({ authorization }) => authorization?.startsWith('Basic '))).toBe(true);
    expect(seen.some(({ body }) => body.includes('lora.rank'))).toBe(true);
    const stream = seen.filter(({ path }) => path.endsWith('/file_stream')).map(({ body }) => body);
    expect(stream.join('\n')).toMatch(/\\"loss\\":2.5[\s\S]*\\"loss\\":1.5/);
    expect(stream.at(-1)).toContain('"complete":true');
  });

  it('is told by a resumed run which one it goes on from, however often', async () => {
    const { path, remove } = await temporaryFolder();
    const runOf = ({ seen }: { seen: Seen[] }): { name: string; config: string } => {
      const { body } = seen.find((request) => request.body.includes('upsertBucket')) as Seen;
      return (JSON.parse(body) as { variables: { name: string; config: string } }).variables;
    };
    const first = runOf(await train(false, path));
    expect(first.config).not.toContain('resumed_from');
    for (let again = 0; again < 2; again++) {
      const next = runOf(await train(false, path, 'resume'));
      expect(next.name).not.toBe(first.name);
      expect(JSON.parse(next.config)).toMatchObject({ resumed_from: { value: first.name } });
    }
    await remove();
  });

  it('that refuses the key stops no training', async () => {
    const { failures } = await train(true);
    expect(failures).toEqual([['Weights & Biases', 'REFUSED']]);
  });
});
