// Original file: ../../proto/ordena/v1/canonicalization.proto

import type { CanonicalizeResponse as _ordena_v1_CanonicalizeResponse, CanonicalizeResponse__Output as _ordena_v1_CanonicalizeResponse__Output } from '../../ordena/v1/CanonicalizeResponse.js';
import type { Failure as _ordena_v1_Failure, Failure__Output as _ordena_v1_Failure__Output } from '../../ordena/v1/Failure.js';

export interface CanonicalizeResult {
  'requestId'?: (string);
  'response'?: (_ordena_v1_CanonicalizeResponse | null);
  'failure'?: (_ordena_v1_Failure | null);
  '_requestId'?: "requestId";
  'result'?: "response"|"failure";
}

export interface CanonicalizeResult__Output {
  'requestId'?: (string);
  'response'?: (_ordena_v1_CanonicalizeResponse__Output | null);
  'failure'?: (_ordena_v1_Failure__Output | null);
  '_requestId'?: "requestId";
  'result'?: "response"|"failure";
}
