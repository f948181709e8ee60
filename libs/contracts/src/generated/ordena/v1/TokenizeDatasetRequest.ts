// Original file: ../../proto/ordena/v1/tokenization.proto

import type { TokenizeSettings as _ordena_v1_TokenizeSettings, TokenizeSettings__Output as _ordena_v1_TokenizeSettings__Output } from '../../ordena/v1/TokenizeSettings.js';
import type { TokenizableOrder as _ordena_v1_TokenizableOrder, TokenizableOrder__Output as _ordena_v1_TokenizableOrder__Output } from '../../ordena/v1/TokenizableOrder.js';

export interface TokenizeDatasetRequest {
  'settings'?: (_ordena_v1_TokenizeSettings | null);
  'order'?: (_ordena_v1_TokenizableOrder | null);
  'message'?: "settings"|"order";
}

export interface TokenizeDatasetRequest__Output {
  'settings'?: (_ordena_v1_TokenizeSettings__Output | null);
  'order'?: (_ordena_v1_TokenizableOrder__Output | null);
  'message'?: "settings"|"order";
}
