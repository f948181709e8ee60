import { describe, expect, it } from 'vitest';
import { advance } from './automaton.js';
import { GroundedAutomaton } from './grounded-automaton.js';
import { orderGrammar } from './order-grammar.js';
import { TextSpans } from './text-spans.js';
import { TokenMask } from './token-mask.js';
import type { Vocabulary } from './token-trie.js';

const WORDS = [
  '',
  '{"producto":"',
  '","cantidad":',
  '"}',
  'guan',
  'tes',
  'guantes',
  ' de',
  ' nitrilo',
  'cloro',
  '{',
  '1',
  '12',
  '0',
  '"',
  ',',
  '}',
  'e',
  '{"producto":"',
];
const vocabulary: Vocabulary = {
  size: WORDS.length,
  eosId: 0,
  bytes: (id) => new TextEncoder().encode(WORDS[id]),
};
const root = orderGrammar();
const mask = new TokenMask(vocabulary);

function allowed(text: string, output: string): string[] {
  const { start } = new GroundedAutomaton(root, new TextSpans(text));
  const state = advance(start, new TextEncoder().encode(output));
  if (!state) throw new Error(`${output} is not in the grammar`);
  return mask
    .allowed(state)
    .map((id) => `${id}:${WORDS[id] ?? ''}`)
    .sort();
}

describe('TokenMask', () => {
  it('lets tokens cross the borders of the grammar, twins included', () => {
    expect(allowed('guantes', '')).toEqual(['10:{', '18:{"producto":"', '1:{"producto":"']);
    expect(allowed('guantes', '{"producto":"guantes')).toEqual(['14:"', '2:","cantidad":', '3:"}']);
  });

  it('follows the text, and no other text that it has seen before', () => {
    expect(allowed('guantes de nitrilo', '{"producto":"')).toEqual(['4:guan', '6:guantes']);
    expect(allowed('cloro', '{"producto":"')).toEqual(['9:cloro']);
    expect(allowed('guantes de nitrilo', '{"producto":"guan')).toEqual(['5:tes']);
    expect(allowed('guantes de nitrilo', '{"producto":"guantes')).toContain('7: de');
  });

  it('gives the end token at the end only', () => {
    expect(allowed('cloro', '{"producto":"cloro"}')).toEqual(['0:']);
  });

  it('writes the numbers of the text, and of no other text that it has seen before', () => {
    expect(allowed('120 de cloro', '{"producto":"cloro","cantidad":')).toEqual(['11:1', '12:12']);
    expect(allowed('120 de cloro', '{"producto":"cloro","cantidad":12')).toEqual(['13:0']);
    expect(allowed('120 de cloro', '{"producto":"cloro","cantidad":1')).toEqual(['15:,', '16:}']);
    expect(allowed('101 de cloro', '{"producto":"cloro","cantidad":')).toEqual(['11:1']);
    expect(allowed('101 de cloro', '{"producto":"cloro","cantidad":1')).toEqual(['13:0', '15:,', '16:}']);
    expect(allowed('0 de cloro', '{"producto":"cloro","cantidad":0')).toEqual(['15:,', '16:}']);
  });
});
