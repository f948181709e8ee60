import { describe, expect, it } from 'vitest';
import { flattenConfig } from './tracker.js';

describe('flattenConfig', () => {
  it('joins keys with dots and leaves lists whole', () => {
    const config = { lora: { rank: 16, targets: ['q', 'v'] }, base: 'tiny', note: undefined };
    expect(flattenConfig(config)).toEqual({ 'lora.rank': '16', 'lora.targets': '["q","v"]', base: 'tiny' });
  });
});
