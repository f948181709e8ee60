// Original file: ../../proto/ordena/v1/models.proto

import type { ModelInfo as _ordena_v1_ModelInfo, ModelInfo__Output as _ordena_v1_ModelInfo__Output } from '../../ordena/v1/ModelInfo.js';

export interface LoadModelResponse {
  'model'?: (_ordena_v1_ModelInfo | null);
}

export interface LoadModelResponse__Output {
  'model': (_ordena_v1_ModelInfo__Output | null);
}
