// Original file: ../../proto/ordena/v1/training.proto

import type { TrainingRun as _ordena_v1_TrainingRun, TrainingRun__Output as _ordena_v1_TrainingRun__Output } from '../../ordena/v1/TrainingRun.js';

export interface ListRunsResponse {
  'runs'?: (_ordena_v1_TrainingRun)[];
  'nextPageToken'?: (string);
  '_nextPageToken'?: "nextPageToken";
}

export interface ListRunsResponse__Output {
  'runs': (_ordena_v1_TrainingRun__Output)[];
  'nextPageToken'?: (string);
  '_nextPageToken'?: "nextPageToken";
}
