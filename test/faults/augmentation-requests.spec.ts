import { status } from '@grpc/grpc-js';
import {
  AUGMENTATION_SERVICE,
  augmentationServiceDefinition,
  type AugmentDatasetRequestInput,
  type AugmentRequestInput,
} from '@ordena/contracts';
import { augmentationConfigSchema, augmentationService } from '@ordena/service-augmentation';
import { createLogger, readConfig, startService, type RunningService } from '@ordena/service-kit';
import { afterAll, beforeAll, describe } from 'vitest';

import { numberField, refuses, textField, wireFaults, type BadRequest } from '../support/bad-requests.js';

const ONE = `/${AUGMENTATION_SERVICE}/Augment`;
const MANY = `/${AUGMENTATION_SERVICE}/AugmentDataset`;
const methods = augmentationServiceDefinition();
const one = (request: AugmentRequestInput): Buffer => methods.Augment.requestSerialize(request);
const row = (request: AugmentDatasetRequestInput): Buffer => methods.AugmentDataset.requestSerialize(request);

const TEXT = 'Manden 20 cajas de cloro';
const ORDER = { id: 'o-1', text: TEXT, orderJson: '{"producto":"cloro","cantidad":20,"unidad":"caja"}' };
const GOOD = one({ text: TEXT, orderJson: ORDER.orderJson });
const LATIN_1 = Buffer.from('bid\xf3n', 'latin1');
const { INVALID_ARGUMENT } = status;
const own = { code: INVALID_ARGUMENT, reason: 'INVALID_ARGUMENT' };

const BAD_REQUESTS: readonly BadRequest[] = [
  ...wireFaults(ONE, GOOD, 'AugmentRequest', 'text'),
  {
    name: 'nothing',
    path: ONE,
    bytes: Buffer.alloc(0),
    code: INVALID_ARGUMENT,
    reason: 'EMPTY_TEXT',
    field: 'text',
  },
  {
    name: 'blanks',
    path: ONE,
    bytes: one({ text: ' \n\t' }),
    code: INVALID_ARGUMENT,
    reason: 'EMPTY_TEXT',
    field: 'text',
  },
  {
    name: 'a text too long',
    path: ONE,
    bytes: one({ text: 'caja '.repeat(4000) }),
    code: INVALID_ARGUMENT,
    reason: 'TEXT_TOO_LONG',
    field: 'text',
  },
  {
    name: 'Latin-1',
    path: ONE,
    bytes: textField(1, LATIN_1),
    code: INVALID_ARGUMENT,
    reason: 'UTF8_INVALID',
    field: 'text',
  },
  {
    name: 'Latin-1 in the JSON',
    path: ONE,
    bytes: Buffer.concat([textField(1, TEXT), textField(2, LATIN_1)]),
    code: INVALID_ARGUMENT,
    reason: 'UTF8_INVALID',
    field: 'order_json',
  },
  {
    name: 'no JSON',
    path: ONE,
    bytes: one({ text: TEXT, orderJson: '{"producto":' }),
    ...own,
    field: 'order_json',
  },
  {
    name: 'a list for an order',
    path: ONE,
    bytes: one({ text: TEXT, orderJson: '[]' }),
    ...own,
    field: 'order_json',
  },
  {
    name: 'a nested label',
    path: ONE,
    bytes: one({ text: TEXT, orderJson: '{"producto":{"nombre":"cloro"},"cantidad":20}' }),
    ...own,
    field: 'order_json',
  },
  {
    name: 'a text for a quantity',
    path: ONE,
    bytes: one({ text: TEXT, orderJson: '{"producto":"cloro","cantidad":"veinte"}' }),
    ...own,
    field: 'order_json',
  },
  {
    name: 'a factor of 1',
    path: ONE,
    bytes: one({ text: TEXT, settings: { factor: 1 } }),
    ...own,
    field: 'settings.factor',
  },
  {
    name: 'a factor of 5',
    path: ONE,
    bytes: one({ text: TEXT, settings: { factor: 5 } }),
    ...own,
    field: 'settings.factor',
  },
  {
    name: 'a factor below 0',
    path: ONE,
    bytes: one({ text: TEXT, settings: { factor: -2 } }),
    ...own,
    field: 'settings.factor',
  },
  {
    name: 'a strategy that is not set',
    path: ONE,
    bytes: one({ text: TEXT, settings: { strategies: ['AUGMENTATION_STRATEGY_UNSPECIFIED'] } }),
    ...own,
    field: 'settings.strategies[0]',
  },
  {
    name: 'an unknown strategy',
    path: ONE,
    bytes: Buffer.concat([
      textField(1, TEXT),
      textField(3, Buffer.concat([numberField(3, 1), numberField(3, 99)])),
    ]),
    ...own,
    field: 'settings.strategies[1]',
  },
  { name: 'an empty row', path: MANY, bytes: [Buffer.alloc(0)], ...own, field: 'message' },
  {
    name: 'settings behind a row',
    path: MANY,
    bytes: [row({ order: ORDER }), row({ settings: { factor: 2 } })],
    ...own,
    field: 'settings',
  },
  {
    name: 'settings out of range for a stream',
    path: MANY,
    bytes: [row({ settings: { factor: 9 } })],
    ...own,
    field: 'settings.factor',
  },
  {
    name: 'a row without an id',
    path: MANY,
    bytes: [row({ order: { ...ORDER, id: '' } })],
    ...own,
    field: 'order.id',
  },
  {
    name: 'a row with a long id',
    path: MANY,
    bytes: [row({ order: { ...ORDER, id: 'x'.repeat(257) } })],
    ...own,
    field: 'order.id',
  },
  {
    name: 'a row without a text, behind a good one',
    path: MANY,
    bytes: [row({ order: ORDER }), row({ order: { id: 'o-2', text: '' } })],
    code: INVALID_ARGUMENT,
    reason: 'EMPTY_TEXT',
    field: 'order.text',
  },
  {
    name: 'a row whose label is nested',
    path: MANY,
    bytes: [row({ order: { ...ORDER, orderJson: '{"items":[{"producto":{"a":1}}]}' } })],
    ...own,
    field: 'order.order_json',
  },
  {
    name: 'a row that is no message, behind a good one',
    path: MANY,
    bytes: [row({ order: ORDER }), Buffer.from('not a message')],
    code: INVALID_ARGUMENT,
    reason: 'FIELD_INVALID',
    field: 'AugmentDatasetRequest',
  },
  {
    name: 'a row that is not UTF-8',
    path: MANY,
    bytes: [textField(2, Buffer.concat([textField(1, 'o-1'), textField(2, LATIN_1)]))],
    code: INVALID_ARGUMENT,
    reason: 'UTF8_INVALID',
    field: 'order.text',
  },
];

describe('AugmentationService', () => {
  let service: RunningService;
  beforeAll(async () => {
    const logger = createLogger('test', 'silent');
    const config = readConfig(augmentationConfigSchema, { ORDENA_ADDR: '127.0.0.1:0' });
    const open = () => ({ services: [augmentationService(logger)] });
    service = await startService('augmentation', config, open, logger);
  });
  afterAll(() => service.close());

  refuses(() => `127.0.0.1:${service.port}`, BAD_REQUESTS, { path: ONE, bytes: GOOD });
});
