import { describe, expect, it } from 'vitest';
import { preTokenize } from './pre-tokenize.js';

describe('preTokenize', () => {
  it.each([
    ['20 cajas de té', ['2', '0', ' cajas', ' de', ' té']],
    ['a  b', ['a', ' ', ' b']],
    ['x\n\ny\tz', ['x', '\n', '\n', 'y', '\t', 'z']],
    ['"},{"', ['"', '}', ',', '{', '"']],
    ['1,50 €', ['1', ',', '5', '0', ' ', '€']],
    ['x\u0301y', ['x\u0301', 'y']],
    ['📦a', ['📦', 'a']],
    ['', []],
  ])('cuts %j', (text, pieces) => {
    expect(preTokenize(text)).toEqual(pieces);
  });
});
