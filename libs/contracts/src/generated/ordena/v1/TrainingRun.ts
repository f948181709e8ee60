// Original file: ../../proto/ordena/v1/training.proto

import type { RunState as _ordena_v1_RunState, RunState__Output as _ordena_v1_RunState__Output } from '../../ordena/v1/RunState.js';
import type { RunFailed as _ordena_v1_RunFailed, RunFailed__Output as _ordena_v1_RunFailed__Output } from '../../ordena/v1/RunFailed.js';
import type { Long } from '@grpc/proto-loader';

export interface TrainingRun {
  'runId'?: (string);
  'state'?: (_ordena_v1_RunState);
  'name'?: (string);
  'base'?: (string);
  'profile'?: (string);
  'step'?: (number);
  'totalSteps'?: (number);
  'epoch'?: (number);
  'loss'?: (number | string);
  'f1'?: (number | string);
  'exactMatch'?: (number | string);
  'version'?: (string);
  'alias'?: (string);
  'failure'?: (_ordena_v1_RunFailed | null);
  'createdAtMs'?: (number | string | Long);
  'updatedAtMs'?: (number | string | Long);
  'attempts'?: (number);
  'lastSequence'?: (number);
  '_name'?: "name";
  '_loss'?: "loss";
  '_f1'?: "f1";
  '_exactMatch'?: "exactMatch";
  '_version'?: "version";
  '_alias'?: "alias";
}

export interface TrainingRun__Output {
  'runId': (string);
  'state': (_ordena_v1_RunState__Output);
  'name'?: (string);
  'base': (string);
  'profile': (string);
  'step': (number);
  'totalSteps': (number);
  'epoch': (number);
  'loss'?: (number);
  'f1'?: (number);
  'exactMatch'?: (number);
  'version'?: (string);
  'alias'?: (string);
  'failure': (_ordena_v1_RunFailed__Output | null);
  'createdAtMs': (number);
  'updatedAtMs': (number);
  'attempts': (number);
  'lastSequence': (number);
  '_name'?: "name";
  '_loss'?: "loss";
  '_f1'?: "f1";
  '_exactMatch'?: "exactMatch";
  '_version'?: "version";
  '_alias'?: "alias";
}
