import { describe, expect, it } from 'vitest';
import { versionOf, VERSION } from './manifest.js';

const file = (path: string, digit: string): { path: string; bytes: number; sha256: string } => ({
  path,
  bytes: 1,
  sha256: digit.repeat(64),
});

describe('the version of a set of files', () => {
  it('is the same in any order, and another when a name or a content is', () => {
    const version = versionOf([file('a', '0'), file('b', '1')]);
    expect(version).toMatch(VERSION);
    expect(versionOf([file('b', '1'), file('a', '0')])).toBe(version);
    expect(versionOf([file('a', '1'), file('b', '0')])).not.toBe(version);
    expect(versionOf([file('a', '0')])).not.toBe(version);
  });
});
