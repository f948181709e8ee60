import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { openState, type RunSpec, type State } from '@ordena/state';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { postgresFolder, startPostgres } from '../support/postgres.js';
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

it('a folder bears one process; a claim of one that died counts for nothing', async () => {
  const folder = await temporaryFolder();
  await writeFile(join(folder.path, 'owner.pid'), '2147483646\n');
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
