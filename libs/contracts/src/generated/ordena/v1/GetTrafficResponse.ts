// Original file: ../../proto/ordena/v1/models.proto

import type { Traffic as _ordena_v1_Traffic, Traffic__Output as _ordena_v1_Traffic__Output } from '../../ordena/v1/Traffic.js';
import type { Agreement as _ordena_v1_Agreement, Agreement__Output as _ordena_v1_Agreement__Output } from '../../ordena/v1/Agreement.js';

export interface GetTrafficResponse {
  'traffic'?: (_ordena_v1_Traffic | null);
  'agreements'?: (_ordena_v1_Agreement)[];
}

export interface GetTrafficResponse__Output {
  'traffic': (_ordena_v1_Traffic__Output | null);
  'agreements': (_ordena_v1_Agreement__Output)[];
}
