import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { formatPrompt, PROMPT_HASH } from './prompt.js';

describe('formatPrompt', () => {
  it('is the instruction, word for word', () => {
    expect(formatPrompt('2 cajas de A')).toBe(
      'Convertir la siguiente orden de compra a JSON:\n\n2 cajas de A\n\nJSON:\n',
    );
  });

  it('takes the text as it is', () => {
    expect(formatPrompt(' $& \n')).toBe(
      'Convertir la siguiente orden de compra a JSON:\n\n $& \n\n\nJSON:\n',
    );
  });
});

describe('PROMPT_HASH', () => {
  // Trained weights carry this value: a change here makes every one of them refuse to serve.
  it('has not changed', () => {
    expect(PROMPT_HASH).toBe('20919df068d6d1b4583f476dc2cc3d53f6a1ae09a73b1ac0c83ac2b0c312feaf');
    const words = formatPrompt('\0');
    expect(createHash('sha256').update(words).digest('hex')).toBe(PROMPT_HASH);
  });
});
