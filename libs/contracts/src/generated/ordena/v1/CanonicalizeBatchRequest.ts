// Original file: ../../proto/ordena/v1/canonicalization.proto

import type { CanonicalizeRequest as _ordena_v1_CanonicalizeRequest, CanonicalizeRequest__Output as _ordena_v1_CanonicalizeRequest__Output } from '../../ordena/v1/CanonicalizeRequest.js';

export interface CanonicalizeBatchRequest {
  'requests'?: (_ordena_v1_CanonicalizeRequest)[];
}

export interface CanonicalizeBatchRequest__Output {
  'requests': (_ordena_v1_CanonicalizeRequest__Output)[];
}
