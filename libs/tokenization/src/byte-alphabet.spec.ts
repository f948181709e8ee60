import { describe, expect, it } from 'vitest';
import { BYTE_TO_CHAR, fromByteAlphabet, toByteAlphabet } from './byte-alphabet.js';

describe('byte alphabet', () => {
  it('has a character of its own for each byte', () => {
    expect(new Set(BYTE_TO_CHAR).size).toBe(256);
  });

  it("maps as GPT-2's encoder does", () => {
    expect(toByteAlphabet(' a\nñ')).toBe('ĠaĊÃ±');
  });

  it('goes back to the bytes', () => {
    expect(fromByteAlphabet('ĠaĊÃ±')).toEqual(new TextEncoder().encode(' a\nñ'));
  });

  it('knows no other characters', () => {
    expect(fromByteAlphabet('a b')).toBeUndefined();
  });
});
