// Original file: ../../proto/ordena/v1/models.proto

import type { Traffic as _ordena_v1_Traffic, Traffic__Output as _ordena_v1_Traffic__Output } from '../../ordena/v1/Traffic.js';

export interface SetTrafficRequest {
  'traffic'?: (_ordena_v1_Traffic | null);
}

export interface SetTrafficRequest__Output {
  'traffic': (_ordena_v1_Traffic__Output | null);
}
