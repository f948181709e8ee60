// Original file: ../../proto/ordena/v1/augmentation.proto

import type { AugmentSettings as _ordena_v1_AugmentSettings, AugmentSettings__Output as _ordena_v1_AugmentSettings__Output } from '../../ordena/v1/AugmentSettings.js';
import type { AugmentableOrder as _ordena_v1_AugmentableOrder, AugmentableOrder__Output as _ordena_v1_AugmentableOrder__Output } from '../../ordena/v1/AugmentableOrder.js';

export interface AugmentDatasetRequest {
  'settings'?: (_ordena_v1_AugmentSettings | null);
  'order'?: (_ordena_v1_AugmentableOrder | null);
  'message'?: "settings"|"order";
}

export interface AugmentDatasetRequest__Output {
  'settings'?: (_ordena_v1_AugmentSettings__Output | null);
  'order'?: (_ordena_v1_AugmentableOrder__Output | null);
  'message'?: "settings"|"order";
}
