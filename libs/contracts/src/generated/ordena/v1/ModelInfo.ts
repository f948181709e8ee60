// Original file: ../../proto/ordena/v1/models.proto

import type { ModelState as _ordena_v1_ModelState, ModelState__Output as _ordena_v1_ModelState__Output } from '../../ordena/v1/ModelState.js';
import type { Long } from '@grpc/proto-loader';

export interface ModelInfo {
  'version'?: (string);
  'aliases'?: (string)[];
  'state'?: (_ordena_v1_ModelState);
  'createdAtMs'?: (number | string | Long);
  'sizeBytes'?: (number | string | Long);
  'name'?: (string);
  'runId'?: (string);
  'base'?: (string);
  'scores'?: ({[key: string]: number | string});
  'labels'?: ({[key: string]: string});
  'pendingRequests'?: (number);
  'answeredRequests'?: (number | string | Long);
  '_createdAtMs'?: "createdAtMs";
  '_sizeBytes'?: "sizeBytes";
  '_name'?: "name";
  '_runId'?: "runId";
  '_base'?: "base";
}

export interface ModelInfo__Output {
  'version': (string);
  'aliases': (string)[];
  'state': (_ordena_v1_ModelState__Output);
  'createdAtMs'?: (number);
  'sizeBytes'?: (number);
  'name'?: (string);
  'runId'?: (string);
  'base'?: (string);
  'scores': ({[key: string]: number});
  'labels': ({[key: string]: string});
  'pendingRequests': (number);
  'answeredRequests': (number);
  '_createdAtMs'?: "createdAtMs";
  '_sizeBytes'?: "sizeBytes";
  '_name'?: "name";
  '_runId'?: "runId";
  '_base'?: "base";
}
