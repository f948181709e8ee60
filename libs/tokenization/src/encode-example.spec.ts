import { describe, expect, it } from 'vitest';
import { encodeDataset } from './encode-dataset.js';
import { encodeExample, IGNORED_LABEL, type RowTokenizer } from './encode-example.js';

/** A token per character, by its code. */
const tokenizer: RowTokenizer = { encode: (text) => [...text].map((char) => char.charCodeAt(0)), eosId: 0 };
const [a, b, x, y] = tokenizer.encode('abxy') as [number, number, number, number];
const example = { prompt: 'ab', target: 'xy' };

describe('encodeExample', () => {
  it('labels the answer and the end, one place early', () => {
    const row = encodeExample(tokenizer, example);
    expect([...row.ids]).toEqual([a, b, x, y, 0]);
    expect([...row.labels]).toEqual([IGNORED_LABEL, x, y, 0, IGNORED_LABEL]);
    expect(row.truncated).toBe(false);
  });

  it('labels the prompt too where asked', () => {
    const { labels } = encodeExample(tokenizer, example, { labels: 'sequence' });
    expect([...labels]).toEqual([b, x, y, 0, IGNORED_LABEL]);
  });

  it('says when the end was cut', () => {
    const row = encodeExample(tokenizer, example, { maxLength: 4 });
    expect([...row.ids]).toEqual([a, b, x, y]);
    expect([...row.labels]).toEqual([IGNORED_LABEL, x, y, IGNORED_LABEL]);
    expect(row.truncated).toBe(true);
  });

  it('keeps a row that fits exactly', () => {
    expect(encodeExample(tokenizer, example, { maxLength: 5 }).truncated).toBe(false);
  });

  it('cuts at 512 by default', () => {
    const row = encodeExample(tokenizer, { prompt: 'a'.repeat(600), target: 'x' });
    expect(row.ids).toHaveLength(512);
    expect(row.labels.every((label) => label === IGNORED_LABEL)).toBe(true);
  });

  it('refuses a length that leaves nothing to predict', () => {
    expect(() => encodeExample(tokenizer, example, { maxLength: 1 })).toThrow(/maxLength: 1/);
  });
});

describe('encodeDataset', () => {
  it('reports what was cut and what has no label left', () => {
    const { rows, report } = encodeDataset(
      tokenizer,
      [
        { id: 'whole', prompt: 'ab', target: 'x' },
        { id: 'cut', prompt: 'ab', target: 'xyxy' },
        { id: 'lost', prompt: 'abababab', target: 'x' },
      ],
      { maxLength: 5 },
    );
    expect(rows.map((row) => row.id)).toEqual(['whole', 'cut']);
    expect(report).toEqual({
      examples: 3,
      truncated: ['cut', 'lost'],
      withoutLabels: ['lost'],
      tokens: 9,
      labelled: 5,
      longest: 5,
    });
  });
});
