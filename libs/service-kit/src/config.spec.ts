import { describe, expect, it } from 'vitest';
import { z } from 'zod';

import { baseConfigShape, readConfig } from './config.js';
import { ServiceError } from './errors.js';

const schema = z.object(baseConfigShape);

describe('readConfig', () => {
  it('listens on loopback when nothing is set', () => {
    expect(readConfig(schema, {})).toEqual({
      ORDENA_ADDR: '127.0.0.1:50051',
      ORDENA_LOG_LEVEL: 'info',
      ORDENA_SHUTDOWN_MS: 10_000,
    });
  });

  it('takes an empty value as not set, and numbers as numbers', () => {
    const config = readConfig(schema, { ORDENA_ADDR: '', ORDENA_SHUTDOWN_MS: '250' });
    expect(config).toMatchObject({ ORDENA_ADDR: '127.0.0.1:50051', ORDENA_SHUTDOWN_MS: 250 });
  });

  it('names every variable at fault at once', () => {
    let caught: unknown;
    try {
      readConfig(schema, { ORDENA_ADDR: 'localhost', ORDENA_LOG_LEVEL: 'loud', ORDENA_SHUTDOWN_MS: '-1' });
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(ServiceError);
    const { code, message } = caught as ServiceError;
    expect(code).toBe('CONFIG_INVALID');
    for (const part of [
      'ORDENA_ADDR: must be host:port (got "localhost")',
      'ORDENA_LOG_LEVEL',
      'ORDENA_SHUTDOWN_MS',
    ]) {
      expect(message).toContain(part);
    }
  });

  it('says what goes together', () => {
    const env = { ORDENA_TLS_KEY: 'key.pem', ORDENA_JWKS: 'keys.json', ORDENA_JWT_ISSUER: 'me' };
    expect(() => readConfig(schema, env)).toThrow(
      /ORDENA_TLS_CERT: is missing, ORDENA_TLS_KEY needs it; ORDENA_JWT_AUDIENCE: is missing/,
    );
  });

  it('keeps secrets out of its message', () => {
    const secret = z.object({ DATABASE_URL: z.url() });
    expect(() => readConfig(secret, { DATABASE_URL: 'hunter2' })).toThrow(/^(?!.*hunter2)/);
  });

  it.each(['0.0.0.0:50051', '[::1]:0', 'orders.internal:8080'])('takes %s as an address', (address) => {
    expect(readConfig(schema, { ORDENA_ADDR: address }).ORDENA_ADDR).toBe(address);
  });

  it.each(['host:99999', ':50051', 'a b:1'])('refuses %s', (address) => {
    expect(() => readConfig(schema, { ORDENA_ADDR: address })).toThrow(ServiceError);
  });
});
