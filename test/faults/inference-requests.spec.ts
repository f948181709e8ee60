import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { credentials, status, type ChannelCredentials } from '@grpc/grpc-js';
import { CANONICALIZATION_SERVICE, MODEL_SERVICE } from '@ordena/contracts';
import { inferenceConfigSchema, startInferenceService } from '@ordena/service-inference';
import { createLogger, makeToken, readConfig, type RunningService } from '@ordena/service-kit';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { numberField, refusalOf, textField, type BadRequest } from '../support/bad-requests.js';
import { makeCertificates, type Certificates } from '../support/certificates.js';
import { healthOf } from '../support/grpc.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const ONE = `/${CANONICALIZATION_SERVICE}/Canonicalize`;
const MANY = `/${CANONICALIZATION_SERVICE}/CanonicalizeBatch`;
const model = (method: string): string => `/${MODEL_SERVICE}/${method}`;
const ORDER = textField(1, 'Manden 20 cajas de cloro');
const { INVALID_ARGUMENT, NOT_FOUND, RESOURCE_EXHAUSTED, UNIMPLEMENTED, DEADLINE_EXCEEDED } = status;

const BAD_REQUESTS: readonly BadRequest[] = [
  {
    name: 'nothing',
    path: ONE,
    bytes: Buffer.alloc(0),
    code: INVALID_ARGUMENT,
    reason: 'EMPTY_TEXT',
    field: 'text',
  },
  {
    name: 'an empty text',
    path: ONE,
    bytes: textField(1, ''),
    code: INVALID_ARGUMENT,
    reason: 'EMPTY_TEXT',
    field: 'text',
  },
  {
    name: 'blanks',
    path: ONE,
    bytes: textField(1, ' \n\t'),
    code: INVALID_ARGUMENT,
    reason: 'EMPTY_TEXT',
    field: 'text',
  },
  {
    name: 'a text too long',
    path: ONE,
    bytes: textField(1, 'caja '.repeat(4000)),
    code: INVALID_ARGUMENT,
    reason: 'TEXT_TOO_LONG',
    field: 'text',
  },
  { name: 'a huge message', path: ONE, bytes: textField(1, 'x'.repeat(5 << 20)), code: RESOURCE_EXHAUSTED },
  { name: 'a number for the text', path: ONE, bytes: numberField(1, 5), code: INVALID_ARGUMENT },
  {
    name: 'text for a number',
    path: ONE,
    bytes: Buffer.concat([ORDER, textField(7, 'ten')]),
    code: INVALID_ARGUMENT,
  },
  { name: 'no message at all', path: ONE, bytes: Buffer.from('not a message'), code: INVALID_ARGUMENT },
  {
    name: 'a cut message',
    path: ONE,
    bytes: ORDER.subarray(0, 9),
    code: INVALID_ARGUMENT,
    reason: 'FIELD_INVALID',
  },
  {
    name: 'Latin-1',
    path: ONE,
    bytes: textField(1, Buffer.from('bid\xf3n', 'latin1')),
    code: INVALID_ARGUMENT,
    reason: 'UTF8_INVALID',
    field: 'text',
  },
  {
    name: 'an unknown mode',
    path: ONE,
    bytes: Buffer.concat([ORDER, numberField(6, 99)]),
    code: INVALID_ARGUMENT,
    reason: 'FIELD_INVALID',
    field: 'mode',
  },
  {
    name: 'no new tokens',
    path: ONE,
    bytes: Buffer.concat([ORDER, numberField(7, 0)]),
    code: INVALID_ARGUMENT,
    reason: 'FIELD_INVALID',
    field: 'max_new_tokens',
  },
  {
    name: 'too many new tokens',
    path: ONE,
    bytes: Buffer.concat([ORDER, numberField(7, 1e6)]),
    code: INVALID_ARGUMENT,
    reason: 'FIELD_INVALID',
    field: 'max_new_tokens',
  },
  {
    name: 'a long request id',
    path: ONE,
    bytes: Buffer.concat([ORDER, textField(2, 'x'.repeat(300))]),
    code: INVALID_ARGUMENT,
    reason: 'FIELD_INVALID',
    field: 'request_id',
  },
  {
    name: 'an empty model name',
    path: ONE,
    bytes: Buffer.concat([ORDER, textField(3, '')]),
    code: INVALID_ARGUMENT,
    reason: 'FIELD_INVALID',
    field: 'model',
  },
  {
    name: 'an unknown model',
    path: ONE,
    bytes: Buffer.concat([ORDER, textField(3, 'other')]),
    code: NOT_FOUND,
    reason: 'NOT_FOUND',
    field: 'model',
  },
  {
    name: 'a path for a model',
    path: ONE,
    bytes: Buffer.concat([ORDER, textField(3, '../../etc')]),
    code: NOT_FOUND,
    reason: 'NOT_FOUND',
    field: 'model',
  },
  { name: 'a passed deadline', path: ONE, bytes: ORDER, code: DEADLINE_EXCEEDED, timeoutMs: 0 },
  {
    name: 'an empty batch',
    path: MANY,
    bytes: Buffer.alloc(0),
    code: INVALID_ARGUMENT,
    reason: 'INVALID_ARGUMENT',
    field: 'requests',
  },
  {
    name: 'a huge batch',
    path: MANY,
    bytes: Buffer.concat(Array<Buffer>(1025).fill(textField(1, ORDER))),
    code: INVALID_ARGUMENT,
    reason: 'INVALID_ARGUMENT',
    field: 'requests',
  },
  {
    name: 'an unknown method',
    path: `/${CANONICALIZATION_SERVICE}/Nothing`,
    bytes: ORDER,
    code: UNIMPLEMENTED,
  },
  { name: 'an unknown service', path: '/no.such.Service/Canonicalize', bytes: ORDER, code: UNIMPLEMENTED },
  { name: 'no version to load', path: model('LoadModel'), bytes: Buffer.alloc(0), code: INVALID_ARGUMENT },
  {
    name: 'an unknown version',
    path: model('LoadModel'),
    bytes: textField(1, '0123456789abcdef'),
    code: NOT_FOUND,
  },
  {
    name: 'an alias for an unknown version',
    path: model('SetAlias'),
    bytes: Buffer.concat([textField(1, '../x'), textField(2, '0123456789abcdef')]),
    code: NOT_FOUND,
  },
];

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let certificates: Certificates;
const { token, line } = makeToken('shop');

beforeAll(async () => {
  folder = await temporaryFolder();
  certificates = await makeCertificates(folder.path);
  await mkdir(join(folder.path, 'store'));
  await writeFile(join(folder.path, 'tokens'), line);
});
afterAll(() => folder.remove());

function start(env: Record<string, string> = {}): Promise<RunningService> {
  const own = { ORDENA_ADDR: '127.0.0.1:0', ORDENA_STORE: join(folder.path, 'store'), ORDENA_THREADS: '1' };
  return startInferenceService(
    readConfig(inferenceConfigSchema, { ...own, ...env }),
    createLogger('test', 'silent'),
  );
}

const addressOf = ({ port }: RunningService): string => `127.0.0.1:${String(port)}`;

describe('bad requests', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await start();
  });
  afterAll(() => service.close());

  it.each(BAD_REQUESTS)('refuses $name', async (request) => {
    const refusal = await refusalOf(addressOf(service), request);
    expect(refusal?.code).toBe(request.code);
    if (request.reason !== undefined) expect(refusal?.details?.reason).toBe(request.reason);
    if (request.field !== undefined) expect(refusal?.details?.metadata).toEqual({ field: request.field });
  });

  it('still answers', async () => {
    expect(await refusalOf(addressOf(service), { path: ONE, bytes: ORDER })).toBeUndefined();
  });
});

describe('callers that are not known', () => {
  let service: RunningService;
  const channel = (files?: { cert: string; key: string }): ChannelCredentials => {
    const ca = readFileSync(certificates.ca);
    return files === undefined
      ? credentials.createSsl(ca)
      : credentials.createSsl(ca, readFileSync(files.key), readFileSync(files.cert));
  };
  beforeAll(async () => {
    service = await start({
      ORDENA_TLS_CERT: certificates.server.cert,
      ORDENA_TLS_KEY: certificates.server.key,
      ORDENA_TLS_CLIENT_CA: certificates.ca,
      ORDENA_TOKENS: join(folder.path, 'tokens'),
    });
  });
  afterAll(() => service.close());

  it.each<[string, Record<string, string>, keyof Certificates | 'none', string]>([
    ['no token', {}, 'client', 'authorization'],
    ['a wrong token', { authorization: 'Bearer wrong' }, 'client', 'authorization'],
    ['another scheme', { authorization: `Basic ${token}` }, 'client', 'authorization'],
    ['no certificate', { authorization: `Bearer ${token}` }, 'none', 'client certificate'],
    ["a stranger's certificate", { authorization: `Bearer ${token}` }, 'stranger', 'client certificate'],
  ])('are told what is missing: %s', async (_name, metadata, who, field) => {
    const files = who === 'client' || who === 'stranger' ? certificates[who] : undefined;
    for (const path of [ONE, MANY, model('ListModels'), model('SetAlias')]) {
      const refusal = await refusalOf(addressOf(service), { path, bytes: ORDER, metadata }, channel(files));
      expect(refusal).toMatchObject({
        code: status.UNAUTHENTICATED,
        details: { reason: 'UNAUTHENTICATED', metadata: { field } },
      });
    }
  });

  it('get no connection without TLS', async () => {
    expect((await refusalOf(addressOf(service), { path: ONE, bytes: ORDER }))?.code).toBe(status.UNAVAILABLE);
  });

  it('still learn how the service is', async () => {
    expect(await healthOf(addressOf(service), '', channel())).toBe('SERVING');
    expect(await healthOf(addressOf(service), 'ready', channel())).toBe('SERVING');
  });

  it('are answered once known', async () => {
    const metadata = { authorization: `Bearer ${token}` };
    const request = { path: ONE, bytes: ORDER, metadata };
    expect(await refusalOf(addressOf(service), request, channel(certificates.client))).toBeUndefined();
  });
});

it('does not open to other machines unprotected', async () => {
  await expect(start({ ORDENA_ADDR: '0.0.0.0:0' })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
});
