import { describe, expect, it } from 'vitest';

import { table } from './output.js';

describe('table', () => {
  it('lines the columns up', () => {
    expect(
      table([
        ['field', 'f1'],
        ['cantidad', '0.9'],
      ]),
    ).toBe('field      f1\ncantidad  0.9');
  });
});
