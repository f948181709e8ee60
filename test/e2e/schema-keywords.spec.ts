import { keywordTable } from '@ordena/inference';
import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

const README = new URL('../../libs/inference/README.md', import.meta.url);
const words = (markdown: string): string[] => markdown.split(/[\s|]+/).filter((word) => !/^-*$/.test(word));

it('the README tells of every keyword what becomes of it', async () => {
  const text = await readFile(README, 'utf8');
  const [, table = ''] = /<!-- keywords -->([^]*)<!-- \/keywords -->/.exec(text) ?? [];
  expect(words(table)).toEqual(words(keywordTable()));
});
