import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { status } from '@grpc/grpc-js';
import { TrainingClient, type ReceivedTrainingRun, type StartRunRequestInput } from '@ordena/contracts';
import type { RunningService } from '@ordena/service-kit';
import { openState } from '@ordena/state';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { failureOf } from '../support/grpc.js';
import { namesIn } from '../support/names-in.js';
import { freePort } from '../support/postgres.js';
import { PROCESSES } from '../support/protected-services.js';
import { serve, type Served } from '../support/run-ordena.js';
import {
  SHORT,
  trainingWorld,
  watchToEnd,
  writeOrders,
  type TrainingWorld,
} from '../support/training-world.js';

/** A coordinator of its own, and the services that it needs, each to be started and stopped as a test wants it. */
describe('runs of a coordinator', () => {
  let world: TrainingWorld;
  let folder: string;
  let env: Record<string, string>;
  let served: Served;
  let training: TrainingClient;
  const others = new Map<string, RunningService>();
  const addresses = new Map<string, string>();
  let between: Date;

  beforeAll(async () => {
    world = await trainingWorld();
    folder = dirname(world.dataset);
    for (const name of ['augmentation', 'tokenization', 'inference'])
      addresses.set(name, `127.0.0.1:${await freePort()}`);
    env = {
      ...world.env,
      ORDENA_AUGMENTATION_ADDR: addresses.get('augmentation') ?? '',
      ORDENA_TOKENIZATION_ADDR: addresses.get('tokenization') ?? '',
      ORDENA_INFERENCE_ADDR: addresses.get('inference') ?? '',
    };
    const state = await openState({ dir: env['ORDENA_STATE'] });
    await state.corrections.add(corrections('alt', 4));
    await sleep(5);
    between = new Date();
    await sleep(5);
    await state.corrections.add(corrections('neu', 6));
    await state.close();
    served = await serve(['--only', 'training-coordinator'], env);
    training = new TrainingClient(served.address);
  });

  afterAll(async () => {
    training.close();
    await served.stop();
    for (const service of others.values()) await service.close();
    await world.remove();
  });

  function corrections(word: string, count: number) {
    return Array.from({ length: count }, (_, i) => ({
      id: `${word}-${i}`,
      text: `Quiero ${i + 2} sillas ${word}`,
      order: { producto: `sillas ${word}`, cantidad: i + 2 },
      origin: 'ana',
    }));
  }

  async function startOther(name: string): Promise<void> {
    const found = PROCESSES.find((process) => process.name === name);
    const settings = { ORDENA_ADDR: addresses.get(name) ?? '', ORDENA_STORE: env['ORDENA_STORE'] ?? '' };
    const service = await found?.start(folder, { ...settings, ORDENA_STORE_REFRESH_MS: '200' });
    if (service !== undefined) others.set(name, service);
  }

  async function startRun(wrong: StartRunRequestInput = {}): Promise<string> {
    const { run } = await training.startRun({
      dataset: { path: world.dataset },
      base: world.base,
      profile: 'full',
      overrides: SHORT,
      ...wrong,
    });
    return run?.runId ?? '';
  }

  async function get(runId: string): Promise<ReceivedTrainingRun | null> {
    return (await training.getRun(runId)).run;
  }

  const reaches = (runId: string, state: string) =>
    expect.poll(async () => (await get(runId))?.state, { timeout: 60_000, interval: 20 }).toBe(state);

  /** Cancels a run that is in a state, and sees it end at once and stay so. */
  async function cancel(runId: string, from: string): Promise<void> {
    await reaches(runId, from);
    await training.cancelRun(runId);
    const events = await watchToEnd(served.address, runId);
    expect(events.at(-1)?.failed).toMatchObject({ reason: 'CANCELLED' });
    const { run } = await training.cancelRun(runId);
    expect(run).toMatchObject({ state: 'RUN_STATE_CANCELLED', failure: { reason: 'CANCELLED' } });
    expect(await get(runId)).toEqual(run);
  }

  it('are cancelled while they wait in the queue, and while their rows are made', async () => {
    // The other services are away: it stays where it is.
    const preparing = await startRun();
    const queued = await startRun();
    await cancel(queued, 'RUN_STATE_QUEUED');
    await cancel(preparing, 'RUN_STATE_PREPARING');
    expect(await get(queued)).toMatchObject({ attempts: 0 });
    expect(await get(preparing)).toMatchObject({ attempts: 1 });
  });

  it('are listed by pages, the newest first, by their states, while new ones come', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 5; i++) ids.unshift(await startRun({ runId: `page-${i}` }));
    const first = await training.listRuns({ pageSize: 2 });
    expect(first.runs.map(({ runId }) => runId)).toEqual(ids.slice(0, 2));
    const late = await startRun({ runId: 'page-late' });
    const { nextPageToken = '' } = first;
    const second = await training.listRuns({ pageSize: 2, pageToken: nextPageToken });
    expect(second.runs.map(({ runId }) => runId)).toEqual(ids.slice(2, 4));
    const cancelled = { pageSize: 2, states: ['RUN_STATE_CANCELLED' as const] };
    const ended = await training.listRuns(cancelled);
    expect(ended.runs).toHaveLength(2);
    // As many as there are: nothing comes behind them.
    expect(ended.nextPageToken).toBeUndefined();
    const open = await training.listRuns({
      pageSize: 6,
      states: ['RUN_STATE_QUEUED', 'RUN_STATE_PREPARING'],
    });
    expect(open.runs.map(({ runId }) => runId)).toEqual([late, ...ids]);
    expect(open.nextPageToken).toBeUndefined();
    for (const runId of [late, ...ids]) await training.cancelRun(runId);
    for (const runId of [late, ...ids]) await reaches(runId, 'RUN_STATE_CANCELLED');
  });

  it('are one when the same call comes many times at once', async () => {
    const calls = Array.from({ length: 8 }, () => startRun({ runId: 'once' }));
    expect(new Set(await Promise.all(calls))).toEqual(new Set(['once']));
    const { runs } = await training.listRuns();
    expect(runs.filter(({ runId }) => runId === 'once')).toHaveLength(1);
    await training.cancelRun('once');
    await reaches('once', 'RUN_STATE_CANCELLED');
  });

  it('have nothing to start from after an upload that broke off, by its caller or by a kill of the service', async () => {
    const uploads = join(env['ORDENA_RUNS'] ?? '', 'uploads');
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        yield Buffer.from('{"natural_language":"dos sillas","json_data":{"producto":"sillas"}}\n');
        await sleep(20);
      }
    }
    const stop = new AbortController();
    const broken = failureOf(training.uploadDataset('orders.jsonl', endless(), { signal: stop.signal }));
    await expect.poll(() => namesIn(uploads)).toHaveLength(1);
    stop.abort();
    expect((await broken).code).toBe(status.CANCELLED);
    await expect.poll(() => namesIn(uploads), { timeout: 5000 }).toEqual([]);

    const late = failureOf(training.uploadDataset('orders.jsonl', endless(), { timeoutMs: 500 }));
    expect((await late).code).toBe(status.DEADLINE_EXCEEDED);
    await expect.poll(() => namesIn(uploads), { timeout: 5000 }).toEqual([]);

    const killed = failureOf(training.uploadDataset('orders.jsonl', endless()));
    await expect.poll(() => namesIn(uploads)).toHaveLength(1);
    await served.kill();
    await killed;
    expect(await namesIn(uploads)).toHaveLength(1);
    training.close();
    served = await serve(['--only', 'training-coordinator'], env);
    training = new TrainingClient(served.address);
    expect(await namesIn(uploads)).toEqual([]);
  });

  it('are cancelled between their steps, while their model is scored, and while it is delivered', async () => {
    await startOther('augmentation');
    await startOther('tokenization');
    await cancel(await startRun({ overrides: { ...SHORT, epochs: 500 } }), 'RUN_STATE_TRAINING');

    const many = join(folder, 'many.jsonl');
    await writeOrders(many, 600);
    const scored = { ...SHORT, epochs: 1, batchSize: 128, validationShare: 0.8, maxValidation: 480 };
    await cancel(await startRun({ dataset: { path: many }, overrides: scored }), 'RUN_STATE_EVALUATING');

    // The service that is to load it is away.
    const delivered = await startRun();
    await reaches(delivered, 'RUN_STATE_EXPORTING');
    await cancel(delivered, 'RUN_STATE_EXPORTING');
    expect((await get(delivered))?.alias).toBeUndefined();
  });

  it('learn from corrections, all of them or the later ones, and stay as they are once they succeeded', async () => {
    await startOther('inference');
    const learned = async (dataset: StartRunRequestInput['dataset']): Promise<string[]> => {
      const runId = await startRun({
        dataset: dataset ?? null,
        overrides: { ...SHORT, epochs: 1, augmentation: 1 },
      });
      const events = await watchToEnd(served.address, runId);
      expect(await get(runId)).toMatchObject({ state: 'RUN_STATE_SUCCEEDED', alias: 'candidate' });
      const { trainingRows = 0, validationOrders = 0 } = events[1]?.started ?? {};
      const data = join(env['ORDENA_RUNS'] ?? '', runId, 'data');
      const lines = async (name: string) => (await readFile(join(data, name), 'utf8')).trimEnd().split('\n');
      expect(await lines('rows.jsonl')).toHaveLength(trainingRows);
      const held = (await lines('validation.jsonl')).map(
        (line) => (JSON.parse(line) as { text: string }).text,
      );
      expect(held).toHaveLength(validationOrders);
      const before = await get(runId);
      expect((await training.cancelRun(runId)).run).toEqual(before);
      return [String(trainingRows + validationOrders), ...held];
    };
    const [all] = await learned({ corrections: {} });
    expect(all).toBe('10');
    const [later, ...texts] = await learned({ corrections: { sinceMs: between.getTime() } });
    expect(later).toBe('6');
    for (const text of texts) expect(text).toContain('neu');
    const since = { corrections: { sinceMs: Date.now() + 60_000 } };
    expect((await failureOf(startRun({ dataset: since }))).code).toBe(status.FAILED_PRECONDITION);
    await writeFile(world.dataset, '');
    const failed = await startRun();
    await reaches(failed, 'RUN_STATE_FAILED');
    const before = await get(failed);
    expect(before).toMatchObject({ failure: { reason: 'DATASET_INVALID' } });
    expect((await training.cancelRun(failed)).run).toEqual(before);
  });
});
