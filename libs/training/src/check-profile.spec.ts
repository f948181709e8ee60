import { describe, expect, it } from 'vitest';
import { checkProfile } from './check-profile.js';
import { PROFILES } from './profiles.js';

describe('checkProfile', () => {
  it.each(Object.entries(PROFILES))('accepts %s', (_, profile) => {
    expect(() => checkProfile(profile)).not.toThrow();
  });

  it('names every setting that is wrong at once', () => {
    const lora = { rank: 0, alpha: 32, dropout: 1, targetModules: ['q_proj', 'z_proj'] };
    const profile = { ...PROFILES.reference, epochs: 0, learningRate: NaN, lora };
    expect(() => checkProfile(profile)).toThrow(
      /epochs .*learningRate .*rank .*dropout .*targetModules .*z_proj/,
    );
  });
});
