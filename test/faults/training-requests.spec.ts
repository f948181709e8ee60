import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { status } from '@grpc/grpc-js';
import { TRAINING_SERVICE, trainingServiceDefinition, type StartRunRequestInput } from '@ordena/contracts';
import { createLogger, readConfig, startService, type RunningService } from '@ordena/service-kit';
import { coordinatorConfigSchema, openTrainingService } from '@ordena/service-training-coordinator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { numberField, refuses, textField, wireFaults, type BadRequest } from '../support/bad-requests.js';
import { namesIn } from '../support/names-in.js';
import { ownFolders } from '../support/run-ordena.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { writeOrders } from '../support/training-world.js';

const path = (method: string): string => `/${TRAINING_SERVICE}/${method}`;
const methods = trainingServiceDefinition();
const get = (runId: string): Buffer => methods.GetRun.requestSerialize({ runId });

/** A request to start a run that is right but for what is given. */
const start = (wrong: StartRunRequestInput): Buffer =>
  methods.StartRun.requestSerialize({ dataset: { path: 'orders.jsonl' }, ...wrong });
const upload = (filename: string, ...chunks: (string | Buffer)[]): Buffer[] => [
  methods.UploadDataset.requestSerialize({ filename }),
  ...chunks.map((chunk) => methods.UploadDataset.requestSerialize({ chunk: Buffer.from(chunk) })),
];

const { INVALID_ARGUMENT, NOT_FOUND, RESOURCE_EXHAUSTED, FAILED_PRECONDITION } = status;
const own = { code: INVALID_ARGUMENT, reason: 'INVALID_ARGUMENT' };
const noRun = { code: NOT_FOUND, reason: 'RUN_NOT_FOUND', field: 'run_id' };
const noData = { code: INVALID_ARGUMENT, reason: 'DATASET_INVALID', field: 'chunk' };
const startRun = { path: path('StartRun'), ...own };
const listRuns = { path: path('ListRuns'), ...own };
const MAX_UPLOAD = 100_000;

const OVERRIDES: readonly [string, StartRunRequestInput['overrides'], string][] = [
  ['no epoch', { epochs: 0 }, 'epochs'],
  ['too many epochs', { epochs: 1001 }, 'epochs'],
  ['no rows in a batch', { batchSize: 0 }, 'batch_size'],
  ['a learning rate of 0', { learningRate: 0 }, 'learning_rate'],
  ['a learning rate that is no number', { learningRate: NaN }, 'learning_rate'],
  ['a learning rate without end', { learningRate: Infinity }, 'learning_rate'],
  ['a seed below 0', { seed: -1 }, 'seed'],
  ['rows of four tokens', { maxLength: 4 }, 'max_length'],
  ['nothing to learn from', { validationShare: 1 }, 'validation_share'],
  ['too many variants', { augmentation: 5 }, 'augmentation'],
  ['nothing to score', { maxValidation: 0 }, 'max_validation'],
];

const BAD_REQUESTS: readonly BadRequest[] = [
  ...wireFaults(path('GetRun'), get('some-run'), 'GetRunRequest', 'run_id'),
  { name: 'no run', path: path('GetRun'), bytes: get(''), ...own, field: 'run_id' },
  {
    name: 'the id of a run too long',
    path: path('GetRun'),
    bytes: get('x'.repeat(65)),
    ...own,
    field: 'run_id',
  },
  { name: 'an unknown run', path: path('GetRun'), bytes: get('nobody'), ...noRun },
  { name: 'an end of an unknown run', path: path('CancelRun'), bytes: get('nobody'), ...noRun },
  { name: 'an end of no run', path: path('CancelRun'), bytes: get(''), ...own, field: 'run_id' },
  { name: 'a look at an unknown run', path: path('WatchRun'), bytes: get('nobody'), ...noRun },
  { name: 'a look at no run', path: path('WatchRun'), bytes: Buffer.alloc(0), ...own, field: 'run_id' },

  { name: 'no dataset', ...startRun, bytes: start({ dataset: null }), field: 'dataset' },
  { name: 'an empty path', ...startRun, bytes: start({ dataset: { path: '' } }), field: 'dataset.path' },
  {
    name: 'a path with a NUL',
    ...startRun,
    bytes: start({ dataset: { path: 'a\0b' } }),
    field: 'dataset.path',
  },
  {
    name: 'a path that is not there',
    path: path('StartRun'),
    bytes: start({ dataset: { path: 'nothing.jsonl' } }),
    code: NOT_FOUND,
    reason: 'DATASET_MISSING',
    field: 'dataset.path',
  },
  {
    name: 'a path outside the folder of datasets',
    path: path('StartRun'),
    bytes: start({ dataset: { path: '../../etc/passwd' } }),
    code: INVALID_ARGUMENT,
    reason: 'DATASET_OUTSIDE',
    field: 'dataset.path',
  },
  {
    name: 'a path beside the folder of datasets',
    path: path('StartRun'),
    bytes: start({ dataset: { path: '../datasets-of-others/a.json' } }),
    code: INVALID_ARGUMENT,
    reason: 'DATASET_OUTSIDE',
    field: 'dataset.path',
  },
  ...['0123456789abcdef', '../orders', ''].map((uploadId): BadRequest => ({
    name: `an upload that was never made: ${JSON.stringify(uploadId)}`,
    path: path('StartRun'),
    bytes: start({ dataset: { uploadId } }),
    code: NOT_FOUND,
    reason: 'UPLOAD_NOT_FOUND',
    field: 'dataset.upload_id',
  })),
  {
    name: 'corrections where there are none',
    path: path('StartRun'),
    bytes: start({ dataset: { corrections: {} } }),
    code: FAILED_PRECONDITION,
    reason: 'NO_CORRECTIONS',
    field: 'dataset.corrections',
  },
  {
    name: 'corrections since no time',
    ...startRun,
    bytes: start({ dataset: { corrections: { sinceMs: 9e15 } } }),
    field: 'dataset.corrections.since_ms',
  },
  { name: 'an unknown profile', ...startRun, bytes: start({ profile: 'quick' }), field: 'profile' },
  { name: 'no profile of ours', ...startRun, bytes: start({ profile: 'toString' }), field: 'profile' },
  {
    name: 'an unknown base',
    path: path('StartRun'),
    bytes: start({ base: 'nobody' }),
    code: NOT_FOUND,
    reason: 'UNKNOWN_VERSION',
    field: 'base',
  },
  ...OVERRIDES.map(([name, overrides, field]): BadRequest => {
    return { name, ...startRun, bytes: start({ overrides: overrides ?? null }), field: `overrides.${field}` };
  }),
  { name: 'a long name', ...startRun, bytes: start({ name: 'x'.repeat(201) }), field: 'name' },
  { name: 'a path for the id of a run', ...startRun, bytes: start({ runId: '../x' }), field: 'run_id' },
  { name: 'an empty id of a run', ...startRun, bytes: start({ runId: '' }), field: 'run_id' },
  {
    name: 'Latin-1',
    path: path('StartRun'),
    bytes: Buffer.concat([start({}), textField(5, Buffer.from('bid\xf3n', 'latin1'))]),
    code: INVALID_ARGUMENT,
    reason: 'UTF8_INVALID',
    field: 'name',
  },
  {
    name: 'a text for a number of epochs',
    path: path('StartRun'),
    bytes: Buffer.concat([start({}), textField(4, textField(1, 'ten'))]),
    code: INVALID_ARGUMENT,
    reason: 'FIELD_INVALID',
    field: 'overrides.epochs',
  },

  { name: 'a page of nothing', ...listRuns, bytes: numberField(2, 0), field: 'page_size' },
  { name: 'a page too long', ...listRuns, bytes: numberField(2, 1001), field: 'page_size' },
  {
    name: 'an unknown page',
    path: path('ListRuns'),
    bytes: textField(3, 'nobody'),
    ...noRun,
    field: 'page_token',
  },
  { name: 'an empty page', ...listRuns, bytes: textField(3, ''), field: 'page_token' },
  { name: 'no state', ...listRuns, bytes: numberField(1, 0), field: 'states[0]' },
  {
    name: 'an unknown state',
    ...listRuns,
    bytes: Buffer.concat([numberField(1, 1), numberField(1, 77)]),
    field: 'states[1]',
  },

  { name: 'an upload of nothing', path: path('UploadDataset'), bytes: [], ...noData, field: 'filename' },
  {
    name: 'an upload without a name',
    path: path('UploadDataset'),
    bytes: upload('', 'x'),
    ...noData,
    field: 'filename',
  },
  {
    name: 'an upload of a program',
    path: path('UploadDataset'),
    bytes: upload('a.sh', 'x'),
    ...noData,
    field: 'filename',
  },
  { name: 'an empty upload', path: path('UploadDataset'), bytes: upload('a.json'), ...noData },
  {
    name: 'an upload that is no JSON',
    path: path('UploadDataset'),
    bytes: upload('a.jsonl', '{"natural_'),
    ...noData,
  },
  {
    name: 'a row whose text is a number',
    path: path('UploadDataset'),
    bytes: upload('a.json', '[{"natural_language":5,"json_data":{"producto":"sillas"}}]'),
    ...noData,
  },
  {
    name: 'a row whose label is nested',
    path: path('UploadDataset'),
    bytes: upload(
      'a.json',
      '[{"natural_language":"dos sillas","json_data":{"producto":{"nombre":"sillas"}}}]',
    ),
    ...noData,
  },
  {
    name: 'bytes that are no text',
    path: path('UploadDataset'),
    bytes: upload('a.jsonl', Buffer.from([0xff, 0xfe, 0x00])),
    ...noData,
  },
  {
    name: 'an upload too large',
    path: path('UploadDataset'),
    bytes: upload('a.json', 'x'.repeat(MAX_UPLOAD), 'x'),
    code: RESOURCE_EXHAUSTED,
    reason: 'UPLOAD_TOO_LARGE',
    field: 'chunk',
  },
  {
    name: 'an upload whose second message is none',
    path: path('UploadDataset'),
    bytes: [...upload('a.json', '['), Buffer.from('not a message')],
    code: INVALID_ARGUMENT,
    reason: 'FIELD_INVALID',
    field: 'UploadDatasetRequest',
  },
];

describe('TrainingService', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let service: RunningService;
  beforeAll(async () => {
    folder = await temporaryFolder();
    await mkdir(join(folder.path, 'datasets'));
    await writeOrders(join(folder.path, 'datasets', 'orders.jsonl'), 3);
    const logger = createLogger('test', 'silent');
    const config = readConfig(coordinatorConfigSchema, {
      ...ownFolders(folder.path),
      ORDENA_ADDR: '127.0.0.1:0',
      ORDENA_DATASETS: join(folder.path, 'datasets'),
      ORDENA_MAX_UPLOAD_BYTES: String(MAX_UPLOAD),
    });
    service = await startService(
      'training-coordinator',
      config,
      (own) => openTrainingService(config, own),
      logger,
    );
  });
  afterAll(async () => {
    await service.close();
    await folder.remove();
  });

  refuses(() => `127.0.0.1:${service.port}`, BAD_REQUESTS, {
    path: path('ListRuns'),
    bytes: Buffer.alloc(0),
  });

  it('keeps nothing of what it refused', async () => {
    expect(await namesIn(join(folder.path, 'runs', 'uploads'))).toEqual([]);
    expect(await namesIn(join(folder.path, 'runs'))).toEqual(['uploads']);
  });
});
