import { spawn } from 'node:child_process';
import { once } from 'node:events';

import { TrainingClient } from '@ordena/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { postgresFolder, startPostgres, type PostgresServer } from '../support/postgres.js';
import { ordena, ROOT, serve, type Served } from '../support/run-ordena.js';
import { SHORT, trainingWorld, watchToEnd, type TrainingWorld } from '../support/training-world.js';

const missing = postgresFolder() === undefined;
if (missing)
  process.stderr.write('coordinators on a Postgres server: left out, no postgres program was found\n');

/** What a second coordinator of a database ends with. */
function second(env: Record<string, string>) {
  const args = ['serve', '--only', 'training-coordinator', '--addr', '127.0.0.1:0'];
  return ordena(args, { env: { ...env, ORDENA_CLAIM_WAIT_MS: '0' } });
}

describe('two coordinators of one embedded database', () => {
  it('the second is refused and says what to do; the first goes on', async () => {
    const world = await trainingWorld(2);
    const first = await serve(['--only', 'training-coordinator'], world.env);
    const { code, stderr } = await second(world.env);
    expect(code).toBe(1);
    expect(stderr).toContain(`is in use by process ${first.pid}`);
    const training = new TrainingClient(first.address);
    expect((await training.listRuns()).runs).toEqual([]);
    training.close();
    await first.kill();
    const after = await serve(['--only', 'training-coordinator'], world.env);
    expect(await after.stop()).toBe(0);
    await world.remove();
  });
});

describe.runIf(!missing)('coordinators of a Postgres server', () => {
  let world: TrainingWorld;
  let postgres: PostgresServer;
  let env: Record<string, string>;
  let served: Served;
  let training: TrainingClient;

  beforeAll(async () => {
    world = await trainingWorld();
    postgres = await startPostgres();
    env = { ...world.env, DATABASE_URL: postgres.url };
    served = await serve([], env);
    training = new TrainingClient(served.address);
  });

  afterAll(async () => {
    training.close();
    await served.stop();
    await postgres.stop();
    await world.remove();
  });

  async function startRun(epochs: number, steps: number): Promise<string> {
    const { run } = await training.startRun({
      dataset: { path: world.dataset },
      base: world.base,
      profile: 'full',
      overrides: { ...SHORT, epochs },
    });
    const runId = run?.runId ?? '';
    for await (const event of training.watchRun({ runId })) if ((event.step?.step ?? 0) >= steps) break;
    return runId;
  }

  async function succeeds(runId: string): Promise<void> {
    const events = await watchToEnd(served.address, runId);
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, i) => i + 1));
    const { run } = await training.getRun(runId);
    expect(run).toMatchObject({ state: 'RUN_STATE_SUCCEEDED', attempts: 2 });
  }

  it('the second is refused while the first works, which goes on', async () => {
    const { code, stderr } = await second(env);
    expect(code).toBe(1);
    expect(stderr).toContain('another training coordinator carries out its runs');
    expect((await training.listRuns()).runs).toEqual([]);
  });

  it('a database that crashes under a run: calls are told, the run goes on once it is back', async () => {
    const runId = await startRun(8, 3);
    await postgres.restart(async () => {
      const away = await training.getRun(runId).catch((error: unknown) => error);
      expect(away).toMatchObject({ code: 14 });
    });
    await succeeds(runId);
  });

  it('one that waits takes over at once from one that was killed, and carries its run out', async () => {
    const runId = await startRun(8, 3);
    const waiting = serve([], { ...env, ORDENA_CLAIM_WAIT_MS: '60000' });
    await served.kill();
    training.close();
    served = await waiting;
    training = new TrainingClient(served.address);
    await succeeds(runId);
  });

  it('one that lost the runs to another stops, ends with an error, and writes nothing more', async () => {
    await served.stop();
    const env2 = { ...process.env, ...env };
    const child = spawn(
      process.execPath,
      [
        `${ROOT}services/cli/bin/ordena.js`,
        'serve',
        '--only',
        'training-coordinator',
        '--addr',
        '127.0.0.1:0',
      ],
      { cwd: ROOT, stdio: ['ignore', 'ignore', 'pipe'], env: env2 },
    );
    let log = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text));
    await expect.poll(() => log, { timeout: 20_000 }).toContain('"port":');
    // As a coordinator does that was faster after the connection broke.
    await postgres.sql('update claims set epoch = epoch + 1');
    await postgres.sql("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'");
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(code).toBe(1);
    expect(log).toContain('another training coordinator has claimed them since');
    served = await serve([], env);
    training.close();
    training = new TrainingClient(served.address);
    expect((await training.listRuns()).runs.length).toBeGreaterThan(0);
  });
});
