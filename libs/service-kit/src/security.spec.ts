import { describe, expect, it } from 'vitest';

import { checkExposure, isLoopback, type Security } from './security.js';

const tls = { cert: 'c', key: 'k' };

describe('checkExposure', () => {
  it.each<[string, Security]>([
    ['127.0.0.1:50051', {}],
    ['0.0.0.0:1', { tls, tokens: 't' }],
    ['0.0.0.0:1', { tls: { ...tls, clientCa: 'ca' } }],
    ['0.0.0.0:1', { insecure: true }],
  ])('lets %s with %j be', (address, security) => {
    expect(() => {
      checkExposure(address, security);
    }).not.toThrow();
  });

  it.each<[Security, RegExp]>([
    [{}, /no TLS .* and no authentication .*ORDENA_INSECURE=i-know/],
    [{ tls }, /has no authentication/],
    [{ tokens: 't' }, /has no TLS/],
  ])('refuses an open address with %j', (security, message) => {
    expect(() => {
      checkExposure('0.0.0.0:1', security);
    }).toThrow(message);
  });
});

it.each([
  ['127.9.9.9:1', true],
  ['[::1]:1', true],
  ['localhost:1', true],
  ['[::]:1', false],
  ['127.0.0.1.evil.example:1', false],
])('isLoopback(%s) is %s', (address, expected) => {
  expect(isLoopback(address)).toBe(expected);
});
