// Original file: ../../proto/ordena/v1/augmentation.proto

import type { AugmentSettings as _ordena_v1_AugmentSettings, AugmentSettings__Output as _ordena_v1_AugmentSettings__Output } from '../../ordena/v1/AugmentSettings.js';

export interface AugmentRequest {
  'text'?: (string);
  'orderJson'?: (string);
  'settings'?: (_ordena_v1_AugmentSettings | null);
  '_orderJson'?: "orderJson";
}

export interface AugmentRequest__Output {
  'text': (string);
  'orderJson'?: (string);
  'settings': (_ordena_v1_AugmentSettings__Output | null);
  '_orderJson'?: "orderJson";
}
