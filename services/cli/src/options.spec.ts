import { InvalidArgumentError } from 'commander';
import { describe, expect, it } from 'vitest';

import { wholeNumber } from './options.js';

describe('wholeNumber', () => {
  it('takes what lies in its bounds', () => {
    expect(wholeNumber(2, 4)('2')).toBe(2);
    expect(wholeNumber(0)('0')).toBe(0);
  });

  it.each(['1', '5', '2.5', '-3', '', 'two', '3x', '1e1'])('refuses %j', (value) => {
    expect(() => wholeNumber(2, 4)(value)).toThrow(InvalidArgumentError);
  });
});
