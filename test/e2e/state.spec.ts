import { rm, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

import { openState, type RunSpec, type State } from '@ordena/state';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { postgresFolder, startPostgres, type PostgresServer } from '../support/postgres.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const SPEC: RunSpec = {
  dataset: { kind: 'path', path: '/data/orders.jsonl' },
  base: 'default',
  profileName: 'fast',
  profile: { epochs: 1 },
};
const event = (name: string) => ({ name, type: `ordena.training.${name}.v1`, data: { name } });

interface Place {
  open(): Promise<State>;
  stop(): Promise<void>;
}

async function embedded(): Promise<Place> {
  const folder = await temporaryFolder();
  return { open: () => openState({ dir: folder.path }), stop: () => folder.remove() };
}

async function server(): Promise<Place> {
  const postgres = await startPostgres();
  return { open: () => openState({ url: postgres.url }), stop: () => postgres.stop() };
}

const missing = postgresFolder() === undefined;
if (missing) process.stderr.write('state on a Postgres server: left out, no postgres program was found\n');

describe.each([
  { place: 'embedded', start: embedded, out: false },
  { place: 'a Postgres server', start: server, out: missing },
])('state in $place', ({ start, out }) => {
  describe.runIf(!out)('kept', () => {
    let place: Place;
    let state: State;

    beforeAll(async () => {
      place = await start();
      state = await place.open();
    });

    afterAll(async () => {
      await state.close();
      await place.stop();
    });

    it('a run and its first event are there together, and again after a restart', async () => {
      const run = await state.runs.add(SPEC, [event('queued')]);
      expect(run).toMatchObject({ state: 'queued', lastSequence: 1, spec: SPEC, attempts: 0 });
      await state.close();
      state = await place.open();
      expect(await state.runs.get(run.id)).toEqual(run);
      expect(await state.outbox.ofRun(run.id, 0, 10)).toMatchObject([
        { id: `${run.id}:1`, sequence: 1, type: 'ordena.training.queued.v1', topic: 'training.events' },
      ]);
    });

    it('an event of a name that was told before is passed over, without a gap in the sequence', async () => {
      const { id } = await state.runs.add(SPEC, [event('queued')]);
      const changed = await state.runs.change(id, {
        state: 'preparing',
        progress: { totalSteps: 8 },
        events: [event('queued'), event('started')],
      });
      expect(changed).toMatchObject({
        state: 'preparing',
        lastSequence: 2,
        progress: { step: 0, totalSteps: 8 },
      });
      const told = await state.outbox.ofRun(id, 0, 10);
      expect(told.map(({ sequence, data }) => [sequence, data])).toEqual([
        [1, { name: 'queued' }],
        [2, { name: 'started' }],
      ]);
    });

    it('a move that is not in the table changes nothing and tells nothing', async () => {
      const { id } = await state.runs.add(SPEC, []);
      const move = state.runs.change(id, { state: 'succeeded', events: [event('promoted')] });
      await expect(move).rejects.toMatchObject({ code: 'ILLEGAL_MOVE', subject: id });
      expect(await state.runs.get(id)).toMatchObject({ state: 'queued', lastSequence: 0 });
      expect(await state.outbox.ofRun(id, 0, 10)).toEqual([]);
      await expect(state.runs.get('no such run')).rejects.toMatchObject({ code: 'RUN_NOT_FOUND' });
    });

    it('changes at once are made one after the other', async () => {
      const { id } = await state.runs.add(SPEC, []);
      const steps = Array.from({ length: 20 }, (_, step) => step);
      await Promise.all(
        steps.map((step) =>
          state.runs.change(id, ({ progress }) => ({
            progress: { step: progress.step + 1 },
            events: [event(`step:${step}`)],
          })),
        ),
      );
      expect(await state.runs.get(id)).toMatchObject({ progress: { step: 20 }, lastSequence: 20 });
      const told = await state.outbox.ofRun(id, 0, 100);
      expect(told.map(({ sequence }) => sequence)).toEqual(steps.map((step) => step + 1));
      const positions = told.map(({ position }) => position);
      expect(positions).toEqual(positions.toSorted((a, b) => a - b));
    });

    it('what was sent is not offered again', async () => {
      const before = await state.outbox.unsent(1000);
      await state.outbox.markSent(before.map(({ position }) => position));
      const { id } = await state.runs.add(SPEC, [event('queued')]);
      expect((await state.outbox.unsent(1000)).map((told) => told.id)).toEqual([`${id}:1`]);
    });

    it('lists runs from the newest, page by page', async () => {
      const all = await state.runs.list({ limit: 100 });
      const pages = [];
      for (let after: string | undefined; ;) {
        const page = await state.runs.list({ limit: 2, ...(after === undefined ? {} : { after }) });
        if (page.length === 0) break;
        pages.push(...page);
        after = page.at(-1)?.id;
      }
      expect(pages).toEqual(all);
      expect(await state.runs.list({ limit: 9, states: ['succeeded'] })).toEqual([]);
      expect((await state.runs.open()).map(({ id }) => id).sort()).toEqual(all.map(({ id }) => id).sort());
    });

    it('one claims the runs at a time, and each claim has its number', async () => {
      const first = await state.claimRuns();
      await expect(state.claimRuns()).rejects.toMatchObject({ code: 'ALREADY_CLAIMED', retriable: true });
      const waiting = state.claimRuns({ waitMs: 20_000 });
      await first.release();
      await first.release();
      const second = await waiting;
      expect(second.epoch).toBe(first.epoch + 1);
      expect([first.lost.aborted, second.lost.aborted]).toEqual([false, false]);
      await second.release();
    });

    it('keeps corrections by id, the newest content of each', async () => {
      const order = { producto: 'sillas', cantidad: 2 };
      const correction = { id: 'c-1', text: 'dos sillas', order, origin: 'ana' };
      await state.corrections.add([correction, { ...correction, id: 'c-2' }]);
      await state.corrections.add([{ ...correction, order: { ...order, cantidad: 3 } }]);
      expect(await state.corrections.count()).toBe(2);
      expect((await state.corrections.list()).map(({ id, order: kept }) => [id, kept])).toEqual([
        ['c-1', { producto: 'sillas', cantidad: 3 }],
        ['c-2', order],
      ]);
      expect(await state.corrections.count(new Date(Date.now() + 60_000))).toBe(0);
    });
  });
});

describe.runIf(!missing)('runs on a server that two processes share', () => {
  const LOCKS = "select pid from pg_locks where locktype = 'advisory' and granted";
  let postgres: PostgresServer;
  let first: State;
  let second: State;

  beforeEach(async () => {
    postgres = await startPostgres();
    first = await openState({ url: postgres.url });
    second = await openState({ url: postgres.url });
  });

  afterEach(async () => {
    await first.close();
    await second.close();
    await postgres.stop();
  });

  it('are claimed by one of them, and by the other once that one is gone', async () => {
    const claim = await first.claimRuns();
    const { id } = await first.runs.add(SPEC, [event('queued')]);
    const refused = second.claimRuns();
    await expect(refused).rejects.toMatchObject({
      code: 'ALREADY_CLAIMED',
      message: expect.stringContaining('another training coordinator') as string,
    });
    await expect(second.runs.get(id)).resolves.toMatchObject({ state: 'queued' });
    await claim.release();
    const next = await second.claimRuns();
    // The first was not told, and still cannot write.
    const late = first.runs.change(id, { state: 'preparing', events: [event('started')] });
    await expect(late).rejects.toMatchObject({ code: 'CLAIM_LOST' });
    await expect(first.runs.add(SPEC, [])).rejects.toMatchObject({ code: 'CLAIM_LOST' });
    expect((await second.runs.change(id, { state: 'preparing' })).lastSequence).toBe(1);
    await next.release();
  });

  it('stay with the one that has them when its connection breaks or the server starts again', async () => {
    const claim = await first.claimRuns();
    const pid = await postgres.sql(LOCKS);
    await postgres.sql(`select pg_terminate_backend(${pid})`);
    await expect.poll(() => postgres.sql(LOCKS), { timeout: 5000 }).toMatch(/^\d+$/);
    expect(await postgres.sql(LOCKS)).not.toBe(pid);
    await postgres.restart(async () => {
      const away = first.runs.list({ limit: 1 });
      await expect(away).rejects.toMatchObject({ code: 'STATE_UNAVAILABLE', retriable: true });
    });
    await expect.poll(() => postgres.sql(LOCKS), { timeout: 5000 }).toMatch(/^\d+$/);
    await expect(second.claimRuns()).rejects.toMatchObject({ code: 'ALREADY_CLAIMED' });
    expect(claim.lost.aborted).toBe(false);
    await first.runs.add(SPEC, [event('queued')]);
    await claim.release();
  });

  it('are lost to another that was faster after a break, and the one before is told', async () => {
    const claim = await first.claimRuns();
    const pid = await postgres.sql(LOCKS);
    // A session that waits for a lock has it before any that asks later.
    const [holder, key] = (
      await postgres.sql("select classid || ',' || objid from pg_locks where locktype = 'advisory'")
    ).split(',');
    const taken = postgres.sql(`select pg_advisory_lock(${holder}, ${key}); select pg_sleep(2)`);
    await expect
      .poll(() => postgres.sql("select count(*) from pg_locks where locktype = 'advisory'"))
      .toBe('2');
    await postgres.sql(`select pg_terminate_backend(${pid})`);
    await postgres.sql('update claims set epoch = epoch + 1');
    await expect.poll(() => claim.lost.aborted, { timeout: 5000 }).toBe(true);
    expect(claim.lost.reason).toMatchObject({ code: 'CLAIM_LOST' });
    await taken;
    await claim.release();
  });
});

it('a folder bears one process; a claim of one that died counts for nothing', async () => {
  const folder = await temporaryFolder();
  const file = join(folder.path, 'owner.pid');
  // A process that is gone; the number of a living one that began at another time, as after a container's restart; and
  // a process elsewhere that has not renewed its claim.
  for (const gone of ['2147483646', `${process.pid} 1 ${hostname()}`, '1 1 elsewhere']) {
    await writeFile(file, `${gone}\n`);
    await utimes(file, 1, 1);
    await (await openState({ dir: folder.path })).close();
  }
  await writeFile(file, '1 1 elsewhere\n');
  const elsewhere = openState({ dir: folder.path });
  await expect(elsewhere).rejects.toMatchObject({
    code: 'STATE_LOCKED',
    message: expect.stringContaining('process 1 on elsewhere') as string,
  });
  await rm(file);
  const state = await openState({ dir: folder.path });
  await expect(openState({ dir: folder.path })).rejects.toMatchObject({
    code: 'STATE_LOCKED',
    retriable: true,
  });
  await state.close();
  await state.close();
  await (await openState({ dir: folder.path })).close();
  await folder.remove();
});

it('a server that is not there is named, without its password', async () => {
  const failed = openState({ url: 'postgres://ordena:secret@127.0.0.1:1/ordena' });
  await expect(failed).rejects.toMatchObject({
    code: 'STATE_UNAVAILABLE',
    message: expect.not.stringContaining('secret') as string,
  });
});
