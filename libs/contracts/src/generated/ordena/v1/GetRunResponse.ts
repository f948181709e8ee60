// Original file: ../../proto/ordena/v1/training.proto

import type { TrainingRun as _ordena_v1_TrainingRun, TrainingRun__Output as _ordena_v1_TrainingRun__Output } from '../../ordena/v1/TrainingRun.js';

export interface GetRunResponse {
  'run'?: (_ordena_v1_TrainingRun | null);
}

export interface GetRunResponse__Output {
  'run': (_ordena_v1_TrainingRun__Output | null);
}
