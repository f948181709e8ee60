import { TrainingError } from './errors.js';
import type { TrainingProfile } from './profiles.js';
import { SCHEDULES } from './schedule.js';

/** Projections that an adapter may stand on. */
const MODULES = ['q_proj', 'k_proj', 'v_proj', 'o_proj', 'gate_proj', 'up_proj', 'down_proj'];

type Check = readonly [setting: string, holds: boolean, expected: string];

/**
 * Checks settings as a whole before a run starts.
 *
 * @throws TrainingError BAD_CONFIG whose message names every setting that is wrong, not only the first.
 */
export function checkProfile(profile: TrainingProfile): void {
  const wrong = checksOf(profile).flatMap(([setting, holds, expected]) =>
    holds ? [] : [`${setting} must be ${expected}`],
  );
  if (wrong.length > 0) throw new TrainingError('BAD_CONFIG', 'settings', wrong.join('; '));
}

function checksOf(profile: TrainingProfile): Check[] {
  const { lora } = profile;
  const whole = (name: keyof TrainingProfile, least = 1): Check => {
    const value = profile[name];
    return [name, Number.isInteger(value) && Number(value) >= least, `a whole number of at least ${least}`];
  };
  const share = (name: string, value: number): Check => [
    name,
    value >= 0 && value < 1,
    'at least 0 and below 1',
  ];
  const own: Check[] = [
    whole('batchSize'),
    whole('accumulation'),
    whole('epochs'),
    whole('augmentation'),
    whole('maxLength', 8),
    whole('seed', 0),
    ['learningRate', profile.learningRate > 0 && profile.learningRate < 1, 'above 0 and below 1'],
    share('warmupShare', profile.warmupShare),
    ['validationShare', profile.validationShare > 0 && profile.validationShare < 1, 'above 0 and below 1'],
    ['weightDecay', profile.weightDecay >= 0, 'at least 0'],
    ['maxGradientNorm', profile.maxGradientNorm >= 0, 'at least 0 (0 turns clipping off)'],
    ['schedule', SCHEDULES.includes(profile.schedule ?? 'cosine'), `one of ${SCHEDULES.join(', ')}`],
    ['basePrecision', ['int8', 'f32'].includes(profile.basePrecision), 'int8 or f32'],
    ['labels', ['sequence', 'answer'].includes(profile.labels), 'sequence or answer'],
  ];
  if (!lora) return own;
  const unknown = lora.targetModules.filter((name) => !MODULES.includes(name));
  const known = lora.targetModules.length > 0 && unknown.length === 0;
  return [
    ...own,
    ['rank', Number.isInteger(lora.rank) && lora.rank > 0, 'a whole number of at least 1'],
    ['alpha', lora.alpha > 0, 'above 0'],
    share('dropout', lora.dropout ?? 0),
    [
      'targetModules',
      known,
      `some of ${MODULES.join(', ')}${unknown.length > 0 ? `, not ${unknown.join(', ')}` : ''}`,
    ],
  ];
}
