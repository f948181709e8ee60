import { CanonicalizationClient, ModelClient, TrainingClient } from '@ordena/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { failureOf } from '../support/grpc.js';
import { serve, type Served } from '../support/run-ordena.js';
import { kindOf, SHORT, trainingWorld, watchToEnd, type TrainingWorld } from '../support/training-world.js';

describe('ordena serve, from another process', () => {
  let world: TrainingWorld;
  let served: Served;
  let training: TrainingClient;

  beforeAll(async () => {
    world = await trainingWorld();
    served = await serve([], world.env);
    training = new TrainingClient(served.address);
  });

  afterAll(async () => {
    training.close();
    await served.stop();
    await world.remove();
  });

  it('trains, tells of it, serves the version as candidate, and answers with it after SetAlias', async () => {
    const { run } = await training.startRun({
      dataset: { path: world.dataset },
      base: world.base,
      profile: 'full',
      overrides: SHORT,
      name: 'a short run',
    });
    expect(run).toMatchObject({ state: 'RUN_STATE_QUEUED', base: world.base, lastSequence: 1 });
    const runId = run?.runId ?? '';
    const events = await watchToEnd(served.address, runId);
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, i) => i + 1));
    const kinds = events.map(kindOf);
    expect(kinds.slice(0, 3)).toEqual(['queued', 'started', 'step']);
    expect(kinds.slice(-2)).toEqual(['exported', 'promoted']);
    for (const kind of ['epoch', 'evaluated', 'checkpointed']) expect(kinds).toContain(kind);
    const started = events[1]?.started;
    // One order in ten is held out, the others are there twice.
    expect(started).toEqual({ trainingRows: 22, validationOrders: 1, truncatedRows: 22 });
    const steps = events.flatMap(({ step }) => (step === undefined || step === null ? [] : [step.step]));
    expect(steps).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));

    const done = (await training.getRun(runId)).run;
    expect(done).toMatchObject({
      state: 'RUN_STATE_SUCCEEDED',
      alias: 'candidate',
      step: 12,
      epoch: 2,
      attempts: 1,
    });
    const version = done?.version ?? '';
    const models = new ModelClient(served.address);
    const listed = (await models.listModels()).models.find((model) => model.version === version);
    expect(listed).toMatchObject({ aliases: ['candidate'], state: 'MODEL_STATE_READY', runId });
    await models.setAlias({ alias: 'production', model: 'candidate' });
    const orders = new CanonicalizationClient(served.address);
    const answer = await orders.canonicalize({ text: 'Necesito 3 cajas de guantes.', maxNewTokens: 64 });
    expect(answer.model).toBe(version);
    models.close();
    orders.close();
  });

  it('takes a dataset by upload, once for the same file, and stops a run that is cancelled', async () => {
    const line = (i: number): string =>
      `${JSON.stringify({ natural_language: `Quiero ${i} sillas`, json_data: { producto: 'sillas', cantidad: i } })}\n`;
    const parts = Array.from({ length: 300 }, (_, i) => Buffer.from(line(i + 1)));
    const first = await training.uploadDataset('orders.jsonl', parts);
    const second = await training.uploadDataset('again.jsonl', [Buffer.concat(parts)]);
    expect(first).toMatchObject({ orders: 300, sizeBytes: Buffer.concat(parts).length });
    expect(second.uploadId).toBe(first.uploadId);
    const { run } = await training.startRun({
      dataset: { uploadId: first.uploadId },
      base: world.base,
      profile: 'full',
      overrides: { ...SHORT, epochs: 500 },
      runId: 'to-be-cancelled',
    });
    const runId = run?.runId ?? '';
    const client = new TrainingClient(served.address);
    for await (const event of client.watchRun({ runId })) {
      if (event.step !== undefined && event.step !== null) break;
    }
    client.close();
    await training.cancelRun(runId);
    const events = await watchToEnd(served.address, runId);
    expect(events.at(-1)?.failed).toMatchObject({ reason: 'CANCELLED' });
    expect((await training.getRun(runId)).run).toMatchObject({ state: 'RUN_STATE_CANCELLED' });
    const { run: same } = await training.startRun({ dataset: { uploadId: first.uploadId }, runId });
    expect(same).toMatchObject({ state: 'RUN_STATE_CANCELLED' });
  });

  it('a dataset that is too small ends its run and nothing else; a path that is not there starts none', async () => {
    const { uploadId } = await training.uploadDataset('one.json', [
      Buffer.from('{"natural_language":"Quiero 2 sillas","json_data":{"producto":"sillas","cantidad":2}}'),
    ]);
    const { run } = await training.startRun({ dataset: { uploadId }, base: world.base });
    const events = await watchToEnd(served.address, run?.runId ?? '');
    expect(events.map(kindOf)).toEqual(['queued', 'failed']);
    expect(events[1]?.failed).toMatchObject({ reason: 'DATASET_INVALID' });
    const { runs } = await training.listRuns({ pageSize: 1, states: ['RUN_STATE_FAILED'] });
    expect(runs.map(({ runId }) => runId)).toEqual([run?.runId]);
    const missing = await failureOf(training.startRun({ dataset: { path: '/no/such/file' } }));
    expect(missing.code).toBe(5);
  });
});
