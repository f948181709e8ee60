import { describe, expect, it } from 'vitest';
import { advance } from './automaton.js';
import { orderGrammar } from './order-grammar.js';
import { UngroundedAutomaton } from './ungrounded-automaton.js';

const { start } = new UngroundedAutomaton(orderGrammar());
const takes = (json: string): boolean => advance(start, new TextEncoder().encode(json))?.isEnd === true;

describe('the grammar without grounding', () => {
  it.each([
    '{"producto":"lo que sea","cantidad":12.5}',
    '{"producto":"ñandú € 🪑 \\"x\\" \\\\ \\n","cantidad":0.25,"urgente":true}',
    '{"items":[{"producto":"a","cantidad":1},{"producto":"b","cantidad":999999999}]}',
  ])('takes %s', (json) => {
    expect(takes(json)).toBe(true);
  });

  it.each([
    '{"producto":"","cantidad":1}',
    '{"producto":"a","cantidad":01}',
    '{"producto":"a","cantidad":1.}',
    '{"producto":"a","cantidad":1e5}',
    '{"producto":"a","cantidad":1234567890}',
    '{"producto":"a\nb","cantidad":1}',
    '{"producto":"a\\x","cantidad":1}',
  ])('does not take %s', (json) => {
    expect(takes(json)).toBe(false);
  });
});
