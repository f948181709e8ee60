import { checkProfile, PROFILES } from '@ordena/training';
import { describe, expect, it } from 'vitest';

import { applySettings } from './training-settings.js';

describe('applySettings', () => {
  it('changes what was asked for, and nothing else', () => {
    const { profile, useless } = applySettings(PROFILES.fast, {
      rank: '8',
      targetModules: 'q_proj, v_proj',
      lr: '1e-4',
      schedule: 'linear',
      labels: 'all',
      packing: true,
    });
    expect(useless).toEqual([]);
    expect(profile).toEqual({
      ...PROFILES.fast,
      lora: { ...PROFILES.fast.lora, rank: 8, targetModules: ['q_proj', 'v_proj'] },
      learningRate: 1e-4,
      schedule: 'linear',
      labels: 'sequence',
      packing: true,
    });
    expect(() => checkProfile(profile)).not.toThrow();
  });

  it('leaves everything that is wrong to one check, which names all of it', () => {
    const { profile } = applySettings(PROFILES.fast, {
      epochs: 'many',
      lr: '',
      schedule: 'steep',
      labels: 'some',
      rank: '2.5',
      basePrecision: 'int4',
      targetModules: 'q_proj,z_proj',
    });
    expect(() => checkProfile(profile)).toThrow(
      /epochs .*learningRate .*schedule .*basePrecision .*labels .*rank .*targetModules .*z_proj/,
    );
  });

  it('tells options of an adapter where all weights are trained', () => {
    expect(applySettings(PROFILES.full, { rank: '8', alpha: '4' }).useless).toEqual(['rank', 'alpha']);
  });
});
