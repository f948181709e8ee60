import type { LoraSettings } from '@ordena/model';
import type { ScheduleShape } from './schedule.js';

/** Everything that shapes a fine-tuning run. */
export interface TrainingProfile {
  /** `undefined` trains all weights. */
  readonly lora: LoraSettings | undefined;
  /** LoRA: the frozen base in 8-bit blocks, or in floats. */
  readonly basePrecision: 'int8' | 'f32';
  readonly batchSize: number;
  /** Batches per optimizer step. */
  readonly accumulation: number;
  readonly learningRate: number;
  /** How the rate falls after the warm-up. Default cosine. */
  readonly schedule?: ScheduleShape;
  readonly epochs: number;
  readonly warmupShare: number;
  readonly weightDecay: number;
  readonly maxLength: number;
  /**
   * Several orders in a row of at most `maxLength` tokens, none of which sees another; a batch is then `batchSize` such
   * rows. Default false.
   */
  readonly packing?: boolean;
  /** Part of the records held out for validation. */
  readonly validationShare: number;
  /** How many versions of each training record there are, itself included; 1 turns augmentation off. */
  readonly augmentation: number;
  /** Learn to predict the whole sequence (the reference's way) or the answer only. */
  readonly labels: 'sequence' | 'answer';
  readonly maxGradientNorm: number;
  readonly seed: number;
}

const REFERENCE: TrainingProfile = {
  lora: { rank: 16, alpha: 32, dropout: 0.05, targetModules: ['q_proj', 'k_proj', 'v_proj', 'o_proj'] },
  basePrecision: 'int8',
  batchSize: 8,
  accumulation: 4,
  learningRate: 2e-4,
  epochs: 5,
  warmupShare: 0.1,
  weightDecay: 0.01,
  maxLength: 512,
  validationShare: 0.1,
  augmentation: 2,
  labels: 'sequence',
  maxGradientNorm: 1,
  seed: 42,
};

/** Profiles by name. `full` is for small models, such as the embedded one. */
export const PROFILES = {
  reference: REFERENCE,
  fast: {
    ...REFERENCE,
    labels: 'answer',
    accumulation: 1,
    learningRate: 5e-4,
    lora: {
      rank: 16,
      alpha: 32,
      dropout: 0,
      targetModules: ['q_proj', 'k_proj', 'v_proj', 'o_proj', 'gate_proj', 'up_proj', 'down_proj'],
    },
  },
  full: { ...REFERENCE, lora: undefined, labels: 'answer', accumulation: 1, learningRate: 3e-4 },
} as const satisfies Readonly<Record<string, TrainingProfile>>;

export type ProfileName = keyof typeof PROFILES;
