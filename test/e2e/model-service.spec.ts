import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { status } from '@grpc/grpc-js';
import {
  CANONICALIZATION_SERVICE,
  CanonicalizationClient,
  ModelClient,
  readStatusDetails,
} from '@ordena/contracts';
import { ModelStore } from '@ordena/model';
import { inferenceConfigSchema, openInference, startInferenceService } from '@ordena/service-inference';
import { createLogger, metricsRegistry, readConfig, type RunningService } from '@ordena/service-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { failureOf } from '../support/grpc.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { tinyModelFolder } from '../support/tiny-model.js';

const TEXT = 'Buenas, 20 cajas de guantes de nitrilo';

let store: ModelStore;
let service: RunningService;
let models: ModelClient;
let orders: CanonicalizationClient;
let versions: string[];

beforeAll(async () => {
  const dir = (await temporaryFolder()).path;
  store = await ModelStore.open(dir);
  versions = [];
  for (const seed of [1, 2, 3]) {
    const scores = { f1: seed / 10 };
    versions.push(
      (await store.register(await tinyModelFolder(seed), { runId: `run-${seed}`, scores })).version,
    );
  }
  const config = readConfig(inferenceConfigSchema, {
    ORDENA_ADDR: '127.0.0.1:0',
    ORDENA_STORE: dir,
    ORDENA_THREADS: '1',
    ORDENA_MAX_MODELS: '2',
    ORDENA_STORE_REFRESH_MS: '100',
  });
  service = await startInferenceService(config, createLogger('test', 'silent'));
  const address = `127.0.0.1:${service.port}`;
  models = new ModelClient(address);
  orders = new CanonicalizationClient(address);
});

afterAll(async () => {
  models.close();
  orders.close();
  await service.close();
});

const stateOf = async (version = ''): Promise<string | undefined> =>
  (await models.listModels()).models.find((model) => model.version === version)?.state;

const answeredBy = async (model?: string): Promise<string> =>
  (await orders.canonicalize({ text: TEXT, ...(model === undefined ? {} : { model }) })).model;

/** Asks until it is so. @throws when it is not so after five seconds. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 5000;
  while (!(await isSo())) {
    if (Date.now() > end) throw new Error('it did not come to be');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('ModelService', () => {
  it('lists what there is', async () => {
    const { models: listed, traffic, agreements } = await models.listModels();
    expect(listed.map(({ version, state }) => [version, state])).toEqual([
      ['default', 'MODEL_STATE_READY'],
      ...versions.map((version) => [version, 'MODEL_STATE_STORED']),
    ]);
    expect(listed[1]).toMatchObject({ runId: 'run-1', scores: { f1: 0.1 }, aliases: [] });
    expect(listed[1]?.sizeBytes).toBeGreaterThan(1000);
    expect(Math.abs(Date.now() - (listed[1]?.createdAtMs ?? 0))).toBeLessThan(60_000);
    expect(traffic).toMatchObject({ canaryShare: 0, shadowShare: 0 });
    expect(agreements).toEqual([]);
  });

  it('loads a version, gives it an alias and lets requests ask for either', async () => {
    const [first = '', second = ''] = versions;
    const unloaded = await failureOf(orders.canonicalize({ text: TEXT, model: first }));
    expect(unloaded.code).toBe(status.NOT_FOUND);
    expect(readStatusDetails(unloaded)).toMatchObject({ reason: 'NOT_FOUND', metadata: { field: 'model' } });
    expect((await models.loadModel({ model: first })).model).toMatchObject({ state: 'MODEL_STATE_READY' });
    expect(await answeredBy(first)).toBe(first);
    expect(await answeredBy('default')).toBe('default');
    expect(await answeredBy()).toBe('default');
    expect((await models.setAlias({ alias: 'candidate', model: second })).model).toMatchObject({
      version: second,
      aliases: ['candidate'],
      state: 'MODEL_STATE_READY',
    });
    expect(await answeredBy('candidate')).toBe(second);
    expect(await answeredBy()).toBe('default');
    await models.setAlias({ alias: 'production', model: 'candidate' });
    expect(await answeredBy()).toBe(second);
    expect(await answeredBy('production')).toBe(second);
    expect(await models.setAlias({ alias: 'production', model: first })).toMatchObject({
      previousVersion: second,
    });
  });

  it('drops no request when production moves', async () => {
    const [first = '', second = ''] = versions;
    const seen = new Set<string>();
    let isOver = false;
    const clients = Array.from({ length: 6 }, async () => {
      let count = 0;
      for (; !isOver; count++) seen.add(await answeredBy());
      return count;
    });
    for (let move = 0; move < 6; move++) {
      await models.setAlias({ alias: 'production', model: move % 2 === 0 ? second : first });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    isOver = true;
    // Promise.all fails with the first request that does.
    const counts = await Promise.all(clients);
    expect(Math.min(...counts)).toBeGreaterThan(0);
    expect([...seen].sort()).toEqual([first, second].sort());
  });

  it('compares canary and shadow with production', async () => {
    const [first = '', second = ''] = versions;
    await models.setTraffic({ traffic: { canaryShare: 1 } });
    expect(await answeredBy()).toBe(second);
    await until(async () => (await models.getTraffic()).agreements[0]?.compared === 1);
    await models.setTraffic({ traffic: { shadowShare: 1 } });
    for (let i = 0; i < 3; i++) expect(await answeredBy()).toBe(first);
    await until(async () => (await models.getTraffic()).agreements[0]?.compared === 3);
    const metrics = await metricsRegistry.metrics();
    expect(metrics).toMatch(/ordena_inference_compared_orders\{[^}]*result="(same|different)"\} 3\n/);
    expect(metrics).toMatch(/ordena_inference_engine_ready\{model="[^"]+"\} 1\n/);
    expect(metrics).toMatch(/ordena_inference_pending_orders\{model="[^"]+"\} \d+\n/);
    const [agreement] = (await models.listModels()).agreements;
    expect(agreement).toMatchObject({ baseVersion: first, otherVersion: second, skipped: 0 });
    expect(agreement?.fields.length).toBeGreaterThan(0);
    for (const field of agreement?.fields ?? []) {
      expect(field.compared).toBe(3);
      expect([0, 3]).toContain(field.same);
    }
    await models.setTraffic({ traffic: {} });
  });

  it('unloads what nobody needs, and nothing else', async () => {
    const [first = '', second = '', third = ''] = versions;
    const full = await failureOf(models.loadModel({ model: third }));
    expect(full.code).toBe(status.RESOURCE_EXHAUSTED);
    const held = await failureOf(models.unloadModel({ model: second }));
    expect(held.code).toBe(status.FAILED_PRECONDITION);
    expect(readStatusDetails(held)?.reason).toBe('VERSION_IN_USE');
    expect((await failureOf(models.unloadModel({ model: 'default' }))).code).toBe(status.FAILED_PRECONDITION);
    expect(await models.deleteAlias({ alias: 'candidate' })).toEqual(
      expect.objectContaining({ previousVersion: second }),
    );
    await until(async () => (await stateOf(second)) === 'MODEL_STATE_STORED');
    await models.loadModel({ model: third });
    await models.unloadModel({ model: third });
    expect(await stateOf(third)).toBe('MODEL_STATE_STORED');
    expect(await answeredBy()).toBe(first);
  });

  it('follows aliases that another process moves', async () => {
    const [first = '', , third = ''] = versions;
    await store.setAlias('production', third);
    await until(async () => (await answeredBy()) === third);
    await until(async () => (await stateOf(first)) === 'MODEL_STATE_STORED');
    await store.deleteAlias('production');
    await until(async () => (await answeredBy()) === 'default');
  });

  it('refuses what cannot be, with details, and lives on', async () => {
    const [, second = ''] = versions;
    const codes = async (
      call: Promise<unknown>,
    ): Promise<[number, string | undefined, string | undefined]> => {
      const failure = await failureOf(call);
      const details = readStatusDetails(failure);
      return [failure.code, details?.reason, details?.metadata?.['field']];
    };
    expect(await codes(models.loadModel({ model: 'nobody' }))).toEqual([5, 'NOT_FOUND', 'model']);
    expect(await codes(models.loadModel({ model: '' }))).toEqual([3, 'INVALID_ARGUMENT', 'model']);
    expect(await codes(models.setAlias({ alias: '', model: second }))).toEqual([
      3,
      'INVALID_ARGUMENT',
      'alias',
    ]);
    expect((await codes(models.setAlias({ alias: 'Big', model: second })))[1]).toBe('INVALID_NAME');
    expect((await codes(models.setAlias({ alias: 'default', model: second })))[0]).toBe(
      status.INVALID_ARGUMENT,
    );
    expect(await codes(models.setAlias({ alias: 'x', model: 'nobody' }))).toEqual([5, 'NOT_FOUND', 'model']);
    expect(await codes(models.unloadModel({ model: 'nobody' }))).toEqual([5, 'NOT_FOUND', 'model']);
    expect(await codes(models.setTraffic({}))).toEqual([3, 'INVALID_ARGUMENT', 'traffic']);
    expect(await codes(models.setTraffic({ traffic: { canaryShare: 2 } }))).toEqual([
      3,
      'INVALID_ARGUMENT',
      'traffic.canary_share',
    ]);
    expect(await codes(models.setTraffic({ traffic: { shadowShare: 1, shadowModel: 'nobody' } }))).toEqual([
      5,
      'NOT_FOUND',
      'traffic.shadow_model',
    ]);
    const { dir } = await store.resolve(second);
    await writeFile(join(dir, 'config.json'), '{}');
    expect((await codes(models.loadModel({ model: second }))).slice(0, 2)).toEqual([9, 'CORRUPT_VERSION']);
    await rm(join(dir, 'tokenizer.json'));
    expect((await codes(models.setAlias({ alias: 'production', model: second }))).slice(0, 2)).toEqual([
      9,
      'CORRUPT_VERSION',
    ]);
    expect(await answeredBy()).toBe('default');
  });
});

it('tells health that orders can be read, and that they cannot once the engine is gone', async () => {
  const { path } = await temporaryFolder();
  const config = readConfig(inferenceConfigSchema, { ORDENA_STORE: path, ORDENA_THREADS: '1' });
  const inference = await openInference(config, createLogger('test', 'silent'));
  const told: [string, boolean][] = [];
  inference.started({ setServing: (name, isServing) => told.push([name, isServing]) });
  expect(told).toEqual([[CANONICALIZATION_SERVICE, true]]);
  await inference.close();
  expect(told.at(-1)).toEqual([CANONICALIZATION_SERVICE, false]);
});
