// Original file: ../../proto/ordena/v1/training.proto

import type { RunState as _ordena_v1_RunState, RunState__Output as _ordena_v1_RunState__Output } from '../../ordena/v1/RunState.js';

export interface ListRunsRequest {
  'states'?: (_ordena_v1_RunState)[];
  'pageSize'?: (number);
  'pageToken'?: (string);
  '_pageSize'?: "pageSize";
  '_pageToken'?: "pageToken";
}

export interface ListRunsRequest__Output {
  'states': (_ordena_v1_RunState__Output)[];
  'pageSize'?: (number);
  'pageToken'?: (string);
  '_pageSize'?: "pageSize";
  '_pageToken'?: "pageToken";
}
