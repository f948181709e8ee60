import { expect, it } from 'vitest';

import { makeToken, parseTokens } from './token-file.js';

it('reads the lines that it makes', () => {
  const { token, line } = makeToken('shop');
  expect(line).not.toContain(token);
  expect([...parseTokens(`# ours\n\n${line}\n`, 'f').values()]).toEqual(['shop']);
});

it('names the lines at fault without what they say', () => {
  const parse = (): unknown => parseTokens(`shop hunter2\n${makeToken('b').line}\nplain\n`, 'f');
  expect(parse).toThrow(/f: line 1, 3 must be/);
  expect(parse).toThrow(/^(?!.*hunter2)/);
});
