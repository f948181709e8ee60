import type { TrainingProfile } from '@ordena/training';

/** Options of `ordena train` that change its profile, as they were typed. */
export interface TrainingArguments {
  readonly targetModules?: string;
  readonly rank?: string;
  readonly alpha?: string;
  readonly dropout?: string;
  readonly lr?: string;
  readonly schedule?: string;
  readonly warmup?: string;
  readonly weightDecay?: string;
  readonly batch?: string;
  readonly accumulation?: string;
  readonly epochs?: string;
  readonly maxLength?: string;
  readonly labels?: string;
  readonly packing?: boolean;
  readonly augmentation?: string;
  readonly validation?: string;
  readonly seed?: string;
  readonly basePrecision?: string;
}

/** An option of the command, and which setting of the profile it changes. */
interface Setting {
  readonly flags: string;
  readonly description: string;
  readonly argument: keyof TrainingArguments;
  readonly of: 'profile' | 'lora';
  readonly name: string;
  readonly read: (value: string) => unknown;
}

/** What is no number becomes NaN, which the check of the whole profile names with everything else that is wrong. */
const number = (value: string): number => (value.trim() === '' ? NaN : Number(value));
const words = (value: string): string[] => value.split(',').map((word) => word.trim());
/** `all` is what people call the reference's way. */
const labels = (value: string): string => (value === 'all' ? 'sequence' : value);
const asTyped = (value: string): string => value;

const setting = (
  of: Setting['of'],
  name: string,
  argument: Setting['argument'],
  flags: string,
  description: string,
  read: Setting['read'] = number,
): Setting => ({ of, name, argument, flags, description, read });

/** Every setting of a profile that has an option. */
export const TRAINING_SETTINGS: readonly Setting[] = [
  setting('lora', 'rank', 'rank', '--rank <n>', 'rank of the adapter'),
  setting('lora', 'alpha', 'alpha', '--alpha <x>', 'scale of the adapter: alpha / rank'),
  setting('lora', 'dropout', 'dropout', '--dropout <share>', 'share of the adapter’s inputs that is dropped'),
  setting(
    'lora',
    'targetModules',
    'targetModules',
    '--target-modules <names>',
    'projections with an adapter, with commas: q_proj,v_proj',
    words,
  ),
  setting('profile', 'learningRate', 'lr', '--lr <rate>', 'learning rate at its highest'),
  setting(
    'profile',
    'schedule',
    'schedule',
    '--schedule <shape>',
    'how the rate falls: cosine, linear or constant',
    asTyped,
  ),
  setting(
    'profile',
    'warmupShare',
    'warmup',
    '--warmup <share>',
    'share of the steps that the rate rises in',
  ),
  setting('profile', 'weightDecay', 'weightDecay', '--weight-decay <x>', 'of AdamW'),
  setting('profile', 'batchSize', 'batch', '--batch <n>', 'rows of a batch'),
  setting('profile', 'accumulation', 'accumulation', '--accumulation <n>', 'batches of a step'),
  setting('profile', 'epochs', 'epochs', '--epochs <n>', 'passes over the orders'),
  setting('profile', 'maxLength', 'maxLength', '--max-length <n>', 'tokens of a row'),
  setting(
    'profile',
    'labels',
    'labels',
    '--labels <which>',
    'what is learnt: all (order and answer) or answer',
    labels,
  ),
  setting(
    'profile',
    'augmentation',
    'augmentation',
    '--augmentation <n>',
    'versions of each order, itself included',
  ),
  setting('profile', 'validationShare', 'validation', '--validation <share>', 'part of the orders held out'),
  setting('profile', 'seed', 'seed', '--seed <n>', 'of the split, the order and the first weights'),
  setting(
    'profile',
    'basePrecision',
    'basePrecision',
    '--base-precision <precision>',
    'of the frozen base under an adapter: int8 or f32',
    asTyped,
  ),
];

/**
 * A profile with what was asked for otherwise. Nothing is checked here: `checkProfile` looks at the whole, and names
 * every wrong setting at once.
 *
 * @returns also the options that the profile has no use for: those of an adapter where there is none.
 */
export function applySettings(
  profile: TrainingProfile,
  asked: TrainingArguments,
): { profile: TrainingProfile; useless: readonly string[] } {
  const changes: Record<Setting['of'], Record<string, unknown>> = { profile: {}, lora: {} };
  for (const { of, name, argument, read } of TRAINING_SETTINGS) {
    const value = asked[argument];
    if (typeof value === 'string') changes[of][name] = read(value);
  }
  if (asked.packing !== undefined) changes.profile['packing'] = asked.packing;
  const changed: TrainingProfile = { ...profile, ...changes.profile };
  if (changed.lora)
    return { profile: { ...changed, lora: { ...changed.lora, ...changes.lora } }, useless: [] };
  return { profile: changed, useless: Object.keys(changes.lora) };
}
