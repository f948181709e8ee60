import { describe, expect, it } from 'vitest';

import { CliError } from './errors.js';
import { readIds } from './prediction-file.js';

describe('readIds', () => {
  it('reads ids past quotes and commas', () => {
    expect([...readIds('id,prediction\na,{}\n"b,1","{""producto"":""x""}"\n', 'f')]).toEqual(['a', 'b,1']);
  });

  it.each(['nombre,valor\na,b\n', 'id,prediction\n"a,{}\n'])('refuses %j', (text) => {
    expect(() => readIds(text, 'out.csv')).toThrow(CliError);
    expect(() => readIds(text, 'out.csv')).toThrow('out.csv');
  });
});
