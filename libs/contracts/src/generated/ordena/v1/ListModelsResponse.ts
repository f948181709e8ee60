// Original file: ../../proto/ordena/v1/models.proto

import type { ModelInfo as _ordena_v1_ModelInfo, ModelInfo__Output as _ordena_v1_ModelInfo__Output } from '../../ordena/v1/ModelInfo.js';
import type { Traffic as _ordena_v1_Traffic, Traffic__Output as _ordena_v1_Traffic__Output } from '../../ordena/v1/Traffic.js';
import type { Agreement as _ordena_v1_Agreement, Agreement__Output as _ordena_v1_Agreement__Output } from '../../ordena/v1/Agreement.js';

export interface ListModelsResponse {
  'models'?: (_ordena_v1_ModelInfo)[];
  'traffic'?: (_ordena_v1_Traffic | null);
  'agreements'?: (_ordena_v1_Agreement)[];
}

export interface ListModelsResponse__Output {
  'models': (_ordena_v1_ModelInfo__Output)[];
  'traffic': (_ordena_v1_Traffic__Output | null);
  'agreements': (_ordena_v1_Agreement__Output)[];
}
