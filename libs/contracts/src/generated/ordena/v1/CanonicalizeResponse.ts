// Original file: ../../proto/ordena/v1/canonicalization.proto

import type { PurchaseOrder as _ordena_v1_PurchaseOrder, PurchaseOrder__Output as _ordena_v1_PurchaseOrder__Output } from '../../ordena/v1/PurchaseOrder.js';
import type { FieldEvidence as _ordena_v1_FieldEvidence, FieldEvidence__Output as _ordena_v1_FieldEvidence__Output } from '../../ordena/v1/FieldEvidence.js';
import type { Usage as _ordena_v1_Usage, Usage__Output as _ordena_v1_Usage__Output } from '../../ordena/v1/Usage.js';
import type { Timings as _ordena_v1_Timings, Timings__Output as _ordena_v1_Timings__Output } from '../../ordena/v1/Timings.js';
import type { Outcome as _ordena_v1_Outcome, Outcome__Output as _ordena_v1_Outcome__Output } from '../../ordena/v1/Outcome.js';
import type { ReviewReason as _ordena_v1_ReviewReason, ReviewReason__Output as _ordena_v1_ReviewReason__Output } from '../../ordena/v1/ReviewReason.js';

export interface CanonicalizeResponse {
  'requestId'?: (string);
  'orderJson'?: (string);
  'order'?: (_ordena_v1_PurchaseOrder | null);
  'fields'?: (_ordena_v1_FieldEvidence)[];
  'model'?: (string);
  'usage'?: (_ordena_v1_Usage | null);
  'timings'?: (_ordena_v1_Timings | null);
  'outcome'?: (_ordena_v1_Outcome);
  'needsReview'?: (boolean);
  'reviewReasons'?: (string)[];
  'reviews'?: (_ordena_v1_ReviewReason)[];
  'calibrated'?: (boolean);
  '_requestId'?: "requestId";
}

export interface CanonicalizeResponse__Output {
  'requestId'?: (string);
  'orderJson': (string);
  'order': (_ordena_v1_PurchaseOrder__Output | null);
  'fields': (_ordena_v1_FieldEvidence__Output)[];
  'model': (string);
  'usage': (_ordena_v1_Usage__Output | null);
  'timings': (_ordena_v1_Timings__Output | null);
  'outcome': (_ordena_v1_Outcome__Output);
  'needsReview': (boolean);
  'reviewReasons': (string)[];
  'reviews': (_ordena_v1_ReviewReason__Output)[];
  'calibrated': (boolean);
  '_requestId'?: "requestId";
}
