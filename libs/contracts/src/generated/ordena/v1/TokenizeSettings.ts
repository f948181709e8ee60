// Original file: ../../proto/ordena/v1/tokenization.proto

import type { LabelKind as _ordena_v1_LabelKind, LabelKind__Output as _ordena_v1_LabelKind__Output } from '../../ordena/v1/LabelKind.js';

export interface TokenizeSettings {
  'model'?: (string);
  'maxLength'?: (number);
  'labels'?: (_ordena_v1_LabelKind);
  '_model'?: "model";
  '_maxLength'?: "maxLength";
}

export interface TokenizeSettings__Output {
  'model'?: (string);
  'maxLength'?: (number);
  'labels': (_ordena_v1_LabelKind__Output);
  '_model'?: "model";
  '_maxLength'?: "maxLength";
}
