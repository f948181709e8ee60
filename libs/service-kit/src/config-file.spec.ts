import { expect, it } from 'vitest';

import { toVariables } from './config-file.js';

it('takes text, numbers and booleans, and names all that is neither', () => {
  const content = { ORDENA_ADDR: '[::1]:0', ORDENA_SHUTDOWN_MS: 5, addr: 'x', ORDENA_TOKENS: ['a'] };
  expect(toVariables(content, 'c.yaml')).toEqual({
    values: { ORDENA_ADDR: '[::1]:0', ORDENA_SHUTDOWN_MS: '5' },
    faults: [
      'addr in c.yaml: is not the name of a variable',
      'ORDENA_TOKENS in c.yaml: must be text, a number, true or false',
    ],
  });
});

it.each([null, [], 'text'])('refuses %j', (content) => {
  expect(() => toVariables(content, 'c.yaml')).toThrow(/c.yaml must hold names and values/);
});
