// Original file: ../../proto/ordena/v1/tokenization.proto

import type { TokenizableOrder as _ordena_v1_TokenizableOrder, TokenizableOrder__Output as _ordena_v1_TokenizableOrder__Output } from '../../ordena/v1/TokenizableOrder.js';
import type { TokenizeSettings as _ordena_v1_TokenizeSettings, TokenizeSettings__Output as _ordena_v1_TokenizeSettings__Output } from '../../ordena/v1/TokenizeSettings.js';

export interface FormatExampleRequest {
  'order'?: (_ordena_v1_TokenizableOrder | null);
  'settings'?: (_ordena_v1_TokenizeSettings | null);
}

export interface FormatExampleRequest__Output {
  'order': (_ordena_v1_TokenizableOrder__Output | null);
  'settings': (_ordena_v1_TokenizeSettings__Output | null);
}
