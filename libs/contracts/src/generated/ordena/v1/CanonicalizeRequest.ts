// Original file: ../../proto/ordena/v1/canonicalization.proto

import type { DecodingMode as _ordena_v1_DecodingMode, DecodingMode__Output as _ordena_v1_DecodingMode__Output } from '../../ordena/v1/DecodingMode.js';

export interface CanonicalizeRequest {
  'text'?: (string);
  'requestId'?: (string);
  'model'?: (string);
  'referenceDate'?: (string);
  'mode'?: (_ordena_v1_DecodingMode);
  'maxNewTokens'?: (number);
  '_requestId'?: "requestId";
  '_model'?: "model";
  '_referenceDate'?: "referenceDate";
  '_maxNewTokens'?: "maxNewTokens";
}

export interface CanonicalizeRequest__Output {
  'text': (string);
  'requestId'?: (string);
  'model'?: (string);
  'referenceDate'?: (string);
  'mode': (_ordena_v1_DecodingMode__Output);
  'maxNewTokens'?: (number);
  '_requestId'?: "requestId";
  '_model'?: "model";
  '_referenceDate'?: "referenceDate";
  '_maxNewTokens'?: "maxNewTokens";
}
