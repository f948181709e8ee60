// Original file: ../../proto/ordena/v1/augmentation.proto

import type { AugmentationStrategy as _ordena_v1_AugmentationStrategy, AugmentationStrategy__Output as _ordena_v1_AugmentationStrategy__Output } from '../../ordena/v1/AugmentationStrategy.js';

export interface AugmentSettings {
  'factor'?: (number);
  'seed'?: (number);
  'strategies'?: (_ordena_v1_AugmentationStrategy)[];
  '_factor'?: "factor";
  '_seed'?: "seed";
}

export interface AugmentSettings__Output {
  'factor'?: (number);
  'seed'?: (number);
  'strategies': (_ordena_v1_AugmentationStrategy__Output)[];
  '_factor'?: "factor";
  '_seed'?: "seed";
}
