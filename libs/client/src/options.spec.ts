import { describe, expect, it } from 'vitest';

import { OrdenaCallError } from './errors.js';
import { connectOrdena } from './ordena-client.js';
import { checkOptions, type OrdenaClientOptions } from './options.js';

const TARGET = '127.0.0.1:50051';

describe('the options of a client', () => {
  it.each<[string, OrdenaClientOptions]>([
    ['target', { target: '' }],
    ['target', { target: '\n' }],
    ['services.training', { target: TARGET, services: { training: '\n' } }],
    ['timeoutMs', { target: TARGET, timeoutMs: 0 }],
    ['timeoutMs', { target: TARGET, timeoutMs: Number.POSITIVE_INFINITY }],
    ['retry.attempts', { target: TARGET, retry: { attempts: 0 } }],
    ['token', { target: TARGET, token: 'abc' }],
    ['tls.key', { target: TARGET, tls: { cert: 'c' } }],
    ['tls.cert', { target: TARGET, tls: { key: 'k' } }],
    ['tls', { target: TARGET, tls: { cert: 'no certificate', key: 'no key' } }],
  ])('names %s when it is at fault', (method, options) => {
    const connect = (): unknown => connectOrdena(options);
    expect(connect).toThrow(OrdenaCallError);
    expect(connect).toThrow(expect.objectContaining({ code: 'OPTION_INVALID', method, status: undefined }));
  });

  it('sends a service that runs elsewhere its own calls', () => {
    const connection = checkOptions({ target: TARGET, services: { training: 'trainer:1' } });
    expect([connection.target(), connection.target('training'), connection.target('tokenization')]).toEqual([
      TARGET,
      'trainer:1',
      TARGET,
    ]);
  });

  it('makes each call once where it is told so', () => {
    expect(checkOptions({ target: TARGET, retry: false }).retry.attempts).toBe(1);
    expect(checkOptions({ target: TARGET }).retry.attempts).toBe(4);
  });
});
