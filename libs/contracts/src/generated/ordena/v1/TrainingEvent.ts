// Original file: ../../proto/ordena/v1/events.proto

import type { RunQueued as _ordena_v1_RunQueued, RunQueued__Output as _ordena_v1_RunQueued__Output } from '../../ordena/v1/RunQueued.js';
import type { RunStarted as _ordena_v1_RunStarted, RunStarted__Output as _ordena_v1_RunStarted__Output } from '../../ordena/v1/RunStarted.js';
import type { RunStep as _ordena_v1_RunStep, RunStep__Output as _ordena_v1_RunStep__Output } from '../../ordena/v1/RunStep.js';
import type { RunEpoch as _ordena_v1_RunEpoch, RunEpoch__Output as _ordena_v1_RunEpoch__Output } from '../../ordena/v1/RunEpoch.js';
import type { RunEvaluated as _ordena_v1_RunEvaluated, RunEvaluated__Output as _ordena_v1_RunEvaluated__Output } from '../../ordena/v1/RunEvaluated.js';
import type { RunCheckpointed as _ordena_v1_RunCheckpointed, RunCheckpointed__Output as _ordena_v1_RunCheckpointed__Output } from '../../ordena/v1/RunCheckpointed.js';
import type { RunExported as _ordena_v1_RunExported, RunExported__Output as _ordena_v1_RunExported__Output } from '../../ordena/v1/RunExported.js';
import type { RunPromoted as _ordena_v1_RunPromoted, RunPromoted__Output as _ordena_v1_RunPromoted__Output } from '../../ordena/v1/RunPromoted.js';
import type { RunFailed as _ordena_v1_RunFailed, RunFailed__Output as _ordena_v1_RunFailed__Output } from '../../ordena/v1/RunFailed.js';
import type { Long } from '@grpc/proto-loader';

export interface TrainingEvent {
  'runId'?: (string);
  'sequence'?: (number);
  'timeMs'?: (number | string | Long);
  'queued'?: (_ordena_v1_RunQueued | null);
  'started'?: (_ordena_v1_RunStarted | null);
  'step'?: (_ordena_v1_RunStep | null);
  'epoch'?: (_ordena_v1_RunEpoch | null);
  'evaluated'?: (_ordena_v1_RunEvaluated | null);
  'checkpointed'?: (_ordena_v1_RunCheckpointed | null);
  'exported'?: (_ordena_v1_RunExported | null);
  'promoted'?: (_ordena_v1_RunPromoted | null);
  'failed'?: (_ordena_v1_RunFailed | null);
  'event'?: "queued"|"started"|"step"|"epoch"|"evaluated"|"checkpointed"|"exported"|"promoted"|"failed";
}

export interface TrainingEvent__Output {
  'runId': (string);
  'sequence': (number);
  'timeMs': (number);
  'queued'?: (_ordena_v1_RunQueued__Output | null);
  'started'?: (_ordena_v1_RunStarted__Output | null);
  'step'?: (_ordena_v1_RunStep__Output | null);
  'epoch'?: (_ordena_v1_RunEpoch__Output | null);
  'evaluated'?: (_ordena_v1_RunEvaluated__Output | null);
  'checkpointed'?: (_ordena_v1_RunCheckpointed__Output | null);
  'exported'?: (_ordena_v1_RunExported__Output | null);
  'promoted'?: (_ordena_v1_RunPromoted__Output | null);
  'failed'?: (_ordena_v1_RunFailed__Output | null);
  'event'?: "queued"|"started"|"step"|"epoch"|"evaluated"|"checkpointed"|"exported"|"promoted"|"failed";
}
