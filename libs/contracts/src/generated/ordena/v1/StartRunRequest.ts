// Original file: ../../proto/ordena/v1/training.proto

import type { DatasetSource as _ordena_v1_DatasetSource, DatasetSource__Output as _ordena_v1_DatasetSource__Output } from '../../ordena/v1/DatasetSource.js';
import type { ProfileOverrides as _ordena_v1_ProfileOverrides, ProfileOverrides__Output as _ordena_v1_ProfileOverrides__Output } from '../../ordena/v1/ProfileOverrides.js';

export interface StartRunRequest {
  'dataset'?: (_ordena_v1_DatasetSource | null);
  'base'?: (string);
  'profile'?: (string);
  'overrides'?: (_ordena_v1_ProfileOverrides | null);
  'name'?: (string);
  'runId'?: (string);
  '_base'?: "base";
  '_profile'?: "profile";
  '_name'?: "name";
  '_runId'?: "runId";
}

export interface StartRunRequest__Output {
  'dataset': (_ordena_v1_DatasetSource__Output | null);
  'base'?: (string);
  'profile'?: (string);
  'overrides': (_ordena_v1_ProfileOverrides__Output | null);
  'name'?: (string);
  'runId'?: (string);
  '_base'?: "base";
  '_profile'?: "profile";
  '_name'?: "name";
  '_runId'?: "runId";
}
