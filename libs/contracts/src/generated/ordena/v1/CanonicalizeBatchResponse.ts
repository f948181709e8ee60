// Original file: ../../proto/ordena/v1/canonicalization.proto

import type { CanonicalizeResult as _ordena_v1_CanonicalizeResult, CanonicalizeResult__Output as _ordena_v1_CanonicalizeResult__Output } from '../../ordena/v1/CanonicalizeResult.js';

export interface CanonicalizeBatchResponse {
  'results'?: (_ordena_v1_CanonicalizeResult)[];
}

export interface CanonicalizeBatchResponse__Output {
  'results': (_ordena_v1_CanonicalizeResult__Output)[];
}
