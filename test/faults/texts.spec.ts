import { status } from '@grpc/grpc-js';
import { CanonicalizationClient, readStatusDetails } from '@ordena/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { canonicalizeBytes, failureOf } from '../support/grpc.js';
import { ordena, serve, type Served } from '../support/run-ordena.js';

const MEGABYTE = 'a'.repeat(1 << 20);
/** A CanonicalizeRequest whose text (field 1) is "bid\xf3n": Latin-1, as a mail program may hand it over. */
const LATIN1_REQUEST = Buffer.from([0x0a, 5, 0x62, 0x69, 0x64, 0xf3, 0x6e]);

describe('bad texts over gRPC', () => {
  let served: Served;
  let client: CanonicalizationClient;

  beforeAll(async () => {
    served = await serve();
    client = new CanonicalizationClient(served.address);
  });

  afterAll(async () => {
    client.close();
    await served.stop();
  });

  it.each([
    ['an empty text', () => client.canonicalize({ text: '' }), 'EMPTY_TEXT', 'text is empty'],
    ['white space', () => client.canonicalize({ text: ' \n ' }), 'EMPTY_TEXT', 'text is empty'],
    [
      'a megabyte',
      () => client.canonicalize({ text: MEGABYTE }),
      'TEXT_TOO_LONG',
      'text is 1048576 bytes long',
    ],
    [
      'Latin-1',
      () => canonicalizeBytes(client, LATIN1_REQUEST),
      'UTF8_INVALID',
      'text is not UTF-8 at byte 3 (0xf3)',
    ],
  ])('%s is refused with what and where', async (_name, call, reason, message) => {
    const error = await failureOf(call());
    expect(error.code).toBe(status.INVALID_ARGUMENT);
    expect(error.details).toContain(message);
    expect(readStatusDetails(error)).toMatchObject({ reason, violations: [{ field: 'text' }] });
  });

  it('a message beyond the limit is refused whole', async () => {
    const error = await failureOf(client.canonicalize({ text: MEGABYTE.repeat(5) }));
    expect(error.code).toBe(status.RESOURCE_EXHAUSTED);
  });

  it('the service still answers afterwards', async () => {
    expect((await client.canonicalize({ text: 'Quiero dos sillas' })).outcome).toBe('OUTCOME_OK');
  });
});

describe('bad texts on the command line', () => {
  it.each([
    ['an empty argument', ['canonicalize', ''], '', 'ordena: TEXT is empty: give the words of an order\n'],
    [
      'empty input',
      ['canonicalize', '-'],
      ' \n',
      'ordena: standard input is empty: give the words of an order\n',
    ],
    [
      'a megabyte',
      ['canonicalize', '-'],
      MEGABYTE,
      'ordena: standard input is 1048576 bytes long: the limit is 16384\n',
    ],
    [
      'Latin-1',
      ['canonicalize'],
      Buffer.from('bid\xf3n', 'latin1'),
      'ordena: standard input is not UTF-8 at byte 3\n',
    ],
  ])('%s is refused in one line', async (_name, args, input, stderr) => {
    expect(await ordena(args, { input })).toEqual({ code: 2, stdout: '', stderr });
  });
});
