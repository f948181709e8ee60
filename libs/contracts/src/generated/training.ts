import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { CancelRunRequest as _ordena_v1_CancelRunRequest, CancelRunRequest__Output as _ordena_v1_CancelRunRequest__Output } from './ordena/v1/CancelRunRequest.js';
import type { CancelRunResponse as _ordena_v1_CancelRunResponse, CancelRunResponse__Output as _ordena_v1_CancelRunResponse__Output } from './ordena/v1/CancelRunResponse.js';
import type { CorrectionsSource as _ordena_v1_CorrectionsSource, CorrectionsSource__Output as _ordena_v1_CorrectionsSource__Output } from './ordena/v1/CorrectionsSource.js';
import type { DatasetSource as _ordena_v1_DatasetSource, DatasetSource__Output as _ordena_v1_DatasetSource__Output } from './ordena/v1/DatasetSource.js';
import type { GetRunRequest as _ordena_v1_GetRunRequest, GetRunRequest__Output as _ordena_v1_GetRunRequest__Output } from './ordena/v1/GetRunRequest.js';
import type { GetRunResponse as _ordena_v1_GetRunResponse, GetRunResponse__Output as _ordena_v1_GetRunResponse__Output } from './ordena/v1/GetRunResponse.js';
import type { ListRunsRequest as _ordena_v1_ListRunsRequest, ListRunsRequest__Output as _ordena_v1_ListRunsRequest__Output } from './ordena/v1/ListRunsRequest.js';
import type { ListRunsResponse as _ordena_v1_ListRunsResponse, ListRunsResponse__Output as _ordena_v1_ListRunsResponse__Output } from './ordena/v1/ListRunsResponse.js';
import type { ProfileOverrides as _ordena_v1_ProfileOverrides, ProfileOverrides__Output as _ordena_v1_ProfileOverrides__Output } from './ordena/v1/ProfileOverrides.js';
import type { RunCheckpointed as _ordena_v1_RunCheckpointed, RunCheckpointed__Output as _ordena_v1_RunCheckpointed__Output } from './ordena/v1/RunCheckpointed.js';
import type { RunEpoch as _ordena_v1_RunEpoch, RunEpoch__Output as _ordena_v1_RunEpoch__Output } from './ordena/v1/RunEpoch.js';
import type { RunEvaluated as _ordena_v1_RunEvaluated, RunEvaluated__Output as _ordena_v1_RunEvaluated__Output } from './ordena/v1/RunEvaluated.js';
import type { RunExported as _ordena_v1_RunExported, RunExported__Output as _ordena_v1_RunExported__Output } from './ordena/v1/RunExported.js';
import type { RunFailed as _ordena_v1_RunFailed, RunFailed__Output as _ordena_v1_RunFailed__Output } from './ordena/v1/RunFailed.js';
import type { RunPromoted as _ordena_v1_RunPromoted, RunPromoted__Output as _ordena_v1_RunPromoted__Output } from './ordena/v1/RunPromoted.js';
import type { RunQueued as _ordena_v1_RunQueued, RunQueued__Output as _ordena_v1_RunQueued__Output } from './ordena/v1/RunQueued.js';
import type { RunStarted as _ordena_v1_RunStarted, RunStarted__Output as _ordena_v1_RunStarted__Output } from './ordena/v1/RunStarted.js';
import type { RunStep as _ordena_v1_RunStep, RunStep__Output as _ordena_v1_RunStep__Output } from './ordena/v1/RunStep.js';
import type { StartRunRequest as _ordena_v1_StartRunRequest, StartRunRequest__Output as _ordena_v1_StartRunRequest__Output } from './ordena/v1/StartRunRequest.js';
import type { StartRunResponse as _ordena_v1_StartRunResponse, StartRunResponse__Output as _ordena_v1_StartRunResponse__Output } from './ordena/v1/StartRunResponse.js';
import type { TrainingEvent as _ordena_v1_TrainingEvent, TrainingEvent__Output as _ordena_v1_TrainingEvent__Output } from './ordena/v1/TrainingEvent.js';
import type { TrainingRun as _ordena_v1_TrainingRun, TrainingRun__Output as _ordena_v1_TrainingRun__Output } from './ordena/v1/TrainingRun.js';
import type { TrainingServiceClient as _ordena_v1_TrainingServiceClient, TrainingServiceDefinition as _ordena_v1_TrainingServiceDefinition } from './ordena/v1/TrainingService.js';
import type { UploadDatasetRequest as _ordena_v1_UploadDatasetRequest, UploadDatasetRequest__Output as _ordena_v1_UploadDatasetRequest__Output } from './ordena/v1/UploadDatasetRequest.js';
import type { UploadDatasetResponse as _ordena_v1_UploadDatasetResponse, UploadDatasetResponse__Output as _ordena_v1_UploadDatasetResponse__Output } from './ordena/v1/UploadDatasetResponse.js';
import type { WatchRunRequest as _ordena_v1_WatchRunRequest, WatchRunRequest__Output as _ordena_v1_WatchRunRequest__Output } from './ordena/v1/WatchRunRequest.js';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  ordena: {
    v1: {
      CancelRunRequest: MessageTypeDefinition<_ordena_v1_CancelRunRequest, _ordena_v1_CancelRunRequest__Output>
      CancelRunResponse: MessageTypeDefinition<_ordena_v1_CancelRunResponse, _ordena_v1_CancelRunResponse__Output>
      CorrectionsSource: MessageTypeDefinition<_ordena_v1_CorrectionsSource, _ordena_v1_CorrectionsSource__Output>
      DatasetSource: MessageTypeDefinition<_ordena_v1_DatasetSource, _ordena_v1_DatasetSource__Output>
      GetRunRequest: MessageTypeDefinition<_ordena_v1_GetRunRequest, _ordena_v1_GetRunRequest__Output>
      GetRunResponse: MessageTypeDefinition<_ordena_v1_GetRunResponse, _ordena_v1_GetRunResponse__Output>
      ListRunsRequest: MessageTypeDefinition<_ordena_v1_ListRunsRequest, _ordena_v1_ListRunsRequest__Output>
      ListRunsResponse: MessageTypeDefinition<_ordena_v1_ListRunsResponse, _ordena_v1_ListRunsResponse__Output>
      ProfileOverrides: MessageTypeDefinition<_ordena_v1_ProfileOverrides, _ordena_v1_ProfileOverrides__Output>
      RunCheckpointed: MessageTypeDefinition<_ordena_v1_RunCheckpointed, _ordena_v1_RunCheckpointed__Output>
      RunEpoch: MessageTypeDefinition<_ordena_v1_RunEpoch, _ordena_v1_RunEpoch__Output>
      RunEvaluated: MessageTypeDefinition<_ordena_v1_RunEvaluated, _ordena_v1_RunEvaluated__Output>
      RunExported: MessageTypeDefinition<_ordena_v1_RunExported, _ordena_v1_RunExported__Output>
      RunFailed: MessageTypeDefinition<_ordena_v1_RunFailed, _ordena_v1_RunFailed__Output>
      RunPromoted: MessageTypeDefinition<_ordena_v1_RunPromoted, _ordena_v1_RunPromoted__Output>
      RunQueued: MessageTypeDefinition<_ordena_v1_RunQueued, _ordena_v1_RunQueued__Output>
      RunStarted: MessageTypeDefinition<_ordena_v1_RunStarted, _ordena_v1_RunStarted__Output>
      RunState: EnumTypeDefinition
      RunStep: MessageTypeDefinition<_ordena_v1_RunStep, _ordena_v1_RunStep__Output>
      StartRunRequest: MessageTypeDefinition<_ordena_v1_StartRunRequest, _ordena_v1_StartRunRequest__Output>
      StartRunResponse: MessageTypeDefinition<_ordena_v1_StartRunResponse, _ordena_v1_StartRunResponse__Output>
      TrainingEvent: MessageTypeDefinition<_ordena_v1_TrainingEvent, _ordena_v1_TrainingEvent__Output>
      TrainingRun: MessageTypeDefinition<_ordena_v1_TrainingRun, _ordena_v1_TrainingRun__Output>
      TrainingService: SubtypeConstructor<typeof grpc.Client, _ordena_v1_TrainingServiceClient> & { service: _ordena_v1_TrainingServiceDefinition }
      UploadDatasetRequest: MessageTypeDefinition<_ordena_v1_UploadDatasetRequest, _ordena_v1_UploadDatasetRequest__Output>
      UploadDatasetResponse: MessageTypeDefinition<_ordena_v1_UploadDatasetResponse, _ordena_v1_UploadDatasetResponse__Output>
      WatchRunRequest: MessageTypeDefinition<_ordena_v1_WatchRunRequest, _ordena_v1_WatchRunRequest__Output>
    }
  }
}

