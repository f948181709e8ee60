import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { status } from '@grpc/grpc-js';
import {
  TOKENIZATION_SERVICE,
  tokenizationServiceDefinition,
  type TokenizeDatasetRequestInput,
} from '@ordena/contracts';
import { openTokenization, tokenizationConfigSchema } from '@ordena/service-tokenization';
import { createLogger, readConfig, startService, type RunningService } from '@ordena/service-kit';
import { afterAll, beforeAll, describe } from 'vitest';

import { numberField, refuses, textField, wireFaults, type BadRequest } from '../support/bad-requests.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { tinyModelFolder } from '../support/tiny-model.js';

const path = (method: string): string => `/${TOKENIZATION_SERVICE}/${method}`;
const { Encode, Decode, FormatExample, TokenizeDataset } = tokenizationServiceDefinition();
const row = (request: TokenizeDatasetRequestInput): Buffer => TokenizeDataset.requestSerialize(request);

const ORDER = {
  id: 'o-1',
  text: 'Manden 20 cajas de cloro',
  orderJson: '{"producto":"cloro","cantidad":20,"unidad":"caja"}',
};
const GOOD = Encode.requestSerialize({ text: ORDER.text });
const LATIN_1 = Buffer.from('bid\xf3n', 'latin1');
const { INVALID_ARGUMENT, NOT_FOUND, RESOURCE_EXHAUSTED } = status;
const own = { code: INVALID_ARGUMENT, reason: 'INVALID_ARGUMENT' };
const unknown = { code: NOT_FOUND, reason: 'UNKNOWN_VERSION', field: 'model' };

const BAD_REQUESTS: readonly BadRequest[] = [
  ...wireFaults(path('Encode'), GOOD, 'EncodeRequest', 'text'),
  {
    name: 'a text of more than a mebibyte',
    path: path('Encode'),
    bytes: Encode.requestSerialize({ text: 'ñ'.repeat(600_000) }),
    ...own,
    field: 'text',
  },
  {
    name: 'Latin-1',
    path: path('Encode'),
    bytes: textField(1, LATIN_1),
    code: INVALID_ARGUMENT,
    reason: 'UTF8_INVALID',
    field: 'text',
  },
  {
    name: 'an unknown model',
    path: path('Encode'),
    bytes: Encode.requestSerialize({ text: 'uno', model: '0123456789abcdef' }),
    ...unknown,
  },
  {
    name: 'a path for a model',
    path: path('Encode'),
    bytes: Encode.requestSerialize({ text: 'uno', model: '../../etc' }),
    ...unknown,
  },
  {
    name: 'an empty name of a model',
    path: path('Decode'),
    bytes: Decode.requestSerialize({ ids: [2], model: '' }),
    ...unknown,
  },
  {
    name: 'an id that the model does not have',
    path: path('Decode'),
    bytes: Decode.requestSerialize({ ids: [2, 3, 1_000_000] }),
    ...own,
    field: 'ids[2]',
  },
  {
    name: 'an id below 0',
    path: path('Decode'),
    bytes: Decode.requestSerialize({ ids: [-1] }),
    ...own,
    field: 'ids[0]',
  },
  {
    name: 'more ids than any row has',
    path: path('Decode'),
    bytes: Decode.requestSerialize({ ids: Array<number>(131_073).fill(2) }),
    ...own,
    field: 'ids',
  },
  {
    name: 'a text for the ids',
    path: path('Decode'),
    bytes: textField(1, '\xff'.repeat(11)),
    code: INVALID_ARGUMENT,
    reason: 'FIELD_INVALID',
    field: 'DecodeRequest',
  },
  {
    name: 'a huge list of ids',
    path: path('Decode'),
    bytes: Decode.requestSerialize({ ids: Array<number>(5 << 20).fill(2) }),
    code: RESOURCE_EXHAUSTED,
  },
  {
    name: 'an example without its order',
    path: path('FormatExample'),
    bytes: Buffer.alloc(0),
    ...own,
    field: 'order',
  },
  {
    name: 'an example without its text',
    path: path('FormatExample'),
    bytes: FormatExample.requestSerialize({ order: { ...ORDER, text: '  ' } }),
    code: INVALID_ARGUMENT,
    reason: 'EMPTY_TEXT',
    field: 'order.text',
  },
  {
    name: 'an example without its JSON',
    path: path('FormatExample'),
    bytes: FormatExample.requestSerialize({ order: { id: 'o-1', text: ORDER.text } }),
    ...own,
    field: 'order.order_json',
  },
  {
    name: 'a nested label',
    path: path('FormatExample'),
    bytes: FormatExample.requestSerialize({
      order: { ...ORDER, orderJson: '{"producto":{"nombre":"cloro"}}' },
    }),
    ...own,
    field: 'order.order_json',
  },
  {
    name: 'rows of one token',
    path: path('FormatExample'),
    bytes: FormatExample.requestSerialize({ order: ORDER, settings: { maxLength: 1 } }),
    ...own,
    field: 'settings.max_length',
  },
  {
    name: 'rows too long',
    path: path('FormatExample'),
    bytes: FormatExample.requestSerialize({ order: ORDER, settings: { maxLength: 131_073 } }),
    ...own,
    field: 'settings.max_length',
  },
  {
    name: 'an unknown kind of labels',
    path: path('TokenizeDataset'),
    bytes: [textField(1, numberField(3, 7)), row({ order: ORDER })],
    ...own,
    field: 'settings.labels',
  },
  { name: 'an empty row', path: path('TokenizeDataset'), bytes: [Buffer.alloc(0)], ...own, field: 'message' },
  {
    name: 'settings twice',
    path: path('TokenizeDataset'),
    bytes: [row({ settings: { maxLength: 64 } }), row({ settings: { maxLength: 32 } })],
    ...own,
    field: 'settings',
  },
  {
    name: 'settings of an unknown model',
    path: path('TokenizeDataset'),
    bytes: [row({ settings: { model: 'nobody' } })],
    ...unknown,
    field: 'settings.model',
  },
  {
    name: 'a row without a text, behind a good one',
    path: path('TokenizeDataset'),
    bytes: [row({ order: ORDER }), row({ order: { ...ORDER, text: '' } })],
    code: INVALID_ARGUMENT,
    reason: 'EMPTY_TEXT',
    field: 'order.text',
  },
  {
    name: 'a row whose JSON is a list',
    path: path('TokenizeDataset'),
    bytes: [row({ order: { ...ORDER, orderJson: '[1]' } })],
    ...own,
    field: 'order.order_json',
  },
  {
    name: 'a row with a number for its text',
    path: path('TokenizeDataset'),
    bytes: [textField(2, Buffer.concat([textField(1, 'o-1'), numberField(2, 20)]))],
    code: INVALID_ARGUMENT,
    reason: 'FIELD_INVALID',
    field: 'order.text',
  },
];

describe('TokenizationService', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let service: RunningService;
  beforeAll(async () => {
    folder = await temporaryFolder();
    const store = join(folder.path, 'store');
    await mkdir(store);
    const logger = createLogger('test', 'silent');
    const config = readConfig(tokenizationConfigSchema, {
      ORDENA_ADDR: '127.0.0.1:0',
      ORDENA_STORE: store,
      ORDENA_MODEL: await tinyModelFolder(),
    });
    const open = async () => ({ services: [await openTokenization(config, logger)] });
    service = await startService('tokenization', config, open, logger);
  });
  afterAll(async () => {
    await service.close();
    await folder.remove();
  });

  refuses(() => `127.0.0.1:${service.port}`, BAD_REQUESTS, { path: path('Encode'), bytes: GOOD });
});
