// Original file: ../../proto/ordena/v1/training.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { CancelRunRequest as _ordena_v1_CancelRunRequest, CancelRunRequest__Output as _ordena_v1_CancelRunRequest__Output } from '../../ordena/v1/CancelRunRequest.js';
import type { CancelRunResponse as _ordena_v1_CancelRunResponse, CancelRunResponse__Output as _ordena_v1_CancelRunResponse__Output } from '../../ordena/v1/CancelRunResponse.js';
import type { GetRunRequest as _ordena_v1_GetRunRequest, GetRunRequest__Output as _ordena_v1_GetRunRequest__Output } from '../../ordena/v1/GetRunRequest.js';
import type { GetRunResponse as _ordena_v1_GetRunResponse, GetRunResponse__Output as _ordena_v1_GetRunResponse__Output } from '../../ordena/v1/GetRunResponse.js';
import type { ListRunsRequest as _ordena_v1_ListRunsRequest, ListRunsRequest__Output as _ordena_v1_ListRunsRequest__Output } from '../../ordena/v1/ListRunsRequest.js';
import type { ListRunsResponse as _ordena_v1_ListRunsResponse, ListRunsResponse__Output as _ordena_v1_ListRunsResponse__Output } from '../../ordena/v1/ListRunsResponse.js';
import type { StartRunRequest as _ordena_v1_StartRunRequest, StartRunRequest__Output as _ordena_v1_StartRunRequest__Output } from '../../ordena/v1/StartRunRequest.js';
import type { StartRunResponse as _ordena_v1_StartRunResponse, StartRunResponse__Output as _ordena_v1_StartRunResponse__Output } from '../../ordena/v1/StartRunResponse.js';
import type { TrainingEvent as _ordena_v1_TrainingEvent, TrainingEvent__Output as _ordena_v1_TrainingEvent__Output } from '../../ordena/v1/TrainingEvent.js';
import type { UploadDatasetRequest as _ordena_v1_UploadDatasetRequest, UploadDatasetRequest__Output as _ordena_v1_UploadDatasetRequest__Output } from '../../ordena/v1/UploadDatasetRequest.js';
import type { UploadDatasetResponse as _ordena_v1_UploadDatasetResponse, UploadDatasetResponse__Output as _ordena_v1_UploadDatasetResponse__Output } from '../../ordena/v1/UploadDatasetResponse.js';
import type { WatchRunRequest as _ordena_v1_WatchRunRequest, WatchRunRequest__Output as _ordena_v1_WatchRunRequest__Output } from '../../ordena/v1/WatchRunRequest.js';

export interface TrainingServiceClient extends grpc.Client {
  CancelRun(argument: _ordena_v1_CancelRunRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_CancelRunResponse__Output>): grpc.ClientUnaryCall;
  CancelRun(argument: _ordena_v1_CancelRunRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_ordena_v1_CancelRunResponse__Output>): grpc.ClientUnaryCall;
  CancelRun(argument: _ordena_v1_CancelRunRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_CancelRunResponse__Output>): grpc.ClientUnaryCall;
  CancelRun(argument: _ordena_v1_CancelRunRequest, callback: grpc.requestCallback<_ordena_v1_CancelRunResponse__Output>): grpc.ClientUnaryCall;
  cancelRun(argument: _ordena_v1_CancelRunRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_CancelRunResponse__Output>): grpc.ClientUnaryCall;
  cancelRun(argument: _ordena_v1_CancelRunRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_ordena_v1_CancelRunResponse__Output>): grpc.ClientUnaryCall;
  cancelRun(argument: _ordena_v1_CancelRunRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_CancelRunResponse__Output>): grpc.ClientUnaryCall;
  cancelRun(argument: _ordena_v1_CancelRunRequest, callback: grpc.requestCallback<_ordena_v1_CancelRunResponse__Output>): grpc.ClientUnaryCall;
  
  GetRun(argument: _ordena_v1_GetRunRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_GetRunResponse__Output>): grpc.ClientUnaryCall;
  GetRun(argument: _ordena_v1_GetRunRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_ordena_v1_GetRunResponse__Output>): grpc.ClientUnaryCall;
  GetRun(argument: _ordena_v1_GetRunRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_GetRunResponse__Output>): grpc.ClientUnaryCall;
  GetRun(argument: _ordena_v1_GetRunRequest, callback: grpc.requestCallback<_ordena_v1_GetRunResponse__Output>): grpc.ClientUnaryCall;
  getRun(argument: _ordena_v1_GetRunRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_GetRunResponse__Output>): grpc.ClientUnaryCall;
  getRun(argument: _ordena_v1_GetRunRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_ordena_v1_GetRunResponse__Output>): grpc.ClientUnaryCall;
  getRun(argument: _ordena_v1_GetRunRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_GetRunResponse__Output>): grpc.ClientUnaryCall;
  getRun(argument: _ordena_v1_GetRunRequest, callback: grpc.requestCallback<_ordena_v1_GetRunResponse__Output>): grpc.ClientUnaryCall;
  
  ListRuns(argument: _ordena_v1_ListRunsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_ListRunsResponse__Output>): grpc.ClientUnaryCall;
  ListRuns(argument: _ordena_v1_ListRunsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_ordena_v1_ListRunsResponse__Output>): grpc.ClientUnaryCall;
  ListRuns(argument: _ordena_v1_ListRunsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_ListRunsResponse__Output>): grpc.ClientUnaryCall;
  ListRuns(argument: _ordena_v1_ListRunsRequest, callback: grpc.requestCallback<_ordena_v1_ListRunsResponse__Output>): grpc.ClientUnaryCall;
  listRuns(argument: _ordena_v1_ListRunsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_ListRunsResponse__Output>): grpc.ClientUnaryCall;
  listRuns(argument: _ordena_v1_ListRunsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_ordena_v1_ListRunsResponse__Output>): grpc.ClientUnaryCall;
  listRuns(argument: _ordena_v1_ListRunsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_ListRunsResponse__Output>): grpc.ClientUnaryCall;
  listRuns(argument: _ordena_v1_ListRunsRequest, callback: grpc.requestCallback<_ordena_v1_ListRunsResponse__Output>): grpc.ClientUnaryCall;
  
  StartRun(argument: _ordena_v1_StartRunRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_StartRunResponse__Output>): grpc.ClientUnaryCall;
  StartRun(argument: _ordena_v1_StartRunRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_ordena_v1_StartRunResponse__Output>): grpc.ClientUnaryCall;
  StartRun(argument: _ordena_v1_StartRunRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_StartRunResponse__Output>): grpc.ClientUnaryCall;
  StartRun(argument: _ordena_v1_StartRunRequest, callback: grpc.requestCallback<_ordena_v1_StartRunResponse__Output>): grpc.ClientUnaryCall;
  startRun(argument: _ordena_v1_StartRunRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_StartRunResponse__Output>): grpc.ClientUnaryCall;
  startRun(argument: _ordena_v1_StartRunRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_ordena_v1_StartRunResponse__Output>): grpc.ClientUnaryCall;
  startRun(argument: _ordena_v1_StartRunRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_StartRunResponse__Output>): grpc.ClientUnaryCall;
  startRun(argument: _ordena_v1_StartRunRequest, callback: grpc.requestCallback<_ordena_v1_StartRunResponse__Output>): grpc.ClientUnaryCall;
  
  UploadDataset(metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_UploadDatasetResponse__Output>): grpc.ClientWritableStream<_ordena_v1_UploadDatasetRequest>;
  UploadDataset(metadata: grpc.Metadata, callback: grpc.requestCallback<_ordena_v1_UploadDatasetResponse__Output>): grpc.ClientWritableStream<_ordena_v1_UploadDatasetRequest>;
  UploadDataset(options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_UploadDatasetResponse__Output>): grpc.ClientWritableStream<_ordena_v1_UploadDatasetRequest>;
  UploadDataset(callback: grpc.requestCallback<_ordena_v1_UploadDatasetResponse__Output>): grpc.ClientWritableStream<_ordena_v1_UploadDatasetRequest>;
  uploadDataset(metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_UploadDatasetResponse__Output>): grpc.ClientWritableStream<_ordena_v1_UploadDatasetRequest>;
  uploadDataset(metadata: grpc.Metadata, callback: grpc.requestCallback<_ordena_v1_UploadDatasetResponse__Output>): grpc.ClientWritableStream<_ordena_v1_UploadDatasetRequest>;
  uploadDataset(options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_UploadDatasetResponse__Output>): grpc.ClientWritableStream<_ordena_v1_UploadDatasetRequest>;
  uploadDataset(callback: grpc.requestCallback<_ordena_v1_UploadDatasetResponse__Output>): grpc.ClientWritableStream<_ordena_v1_UploadDatasetRequest>;
  
  WatchRun(argument: _ordena_v1_WatchRunRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_ordena_v1_TrainingEvent__Output>;
  WatchRun(argument: _ordena_v1_WatchRunRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_ordena_v1_TrainingEvent__Output>;
  watchRun(argument: _ordena_v1_WatchRunRequest, metadata: grpc.Metadata, options?: grpc.CallOptions): grpc.ClientReadableStream<_ordena_v1_TrainingEvent__Output>;
  watchRun(argument: _ordena_v1_WatchRunRequest, options?: grpc.CallOptions): grpc.ClientReadableStream<_ordena_v1_TrainingEvent__Output>;
  
}

export interface TrainingServiceHandlers extends grpc.UntypedServiceImplementation {
  CancelRun: grpc.handleUnaryCall<_ordena_v1_CancelRunRequest__Output, _ordena_v1_CancelRunResponse>;
  
  GetRun: grpc.handleUnaryCall<_ordena_v1_GetRunRequest__Output, _ordena_v1_GetRunResponse>;
  
  ListRuns: grpc.handleUnaryCall<_ordena_v1_ListRunsRequest__Output, _ordena_v1_ListRunsResponse>;
  
  StartRun: grpc.handleUnaryCall<_ordena_v1_StartRunRequest__Output, _ordena_v1_StartRunResponse>;
  
  UploadDataset: grpc.handleClientStreamingCall<_ordena_v1_UploadDatasetRequest__Output, _ordena_v1_UploadDatasetResponse>;
  
  WatchRun: grpc.handleServerStreamingCall<_ordena_v1_WatchRunRequest__Output, _ordena_v1_TrainingEvent>;
  
}

export interface TrainingServiceDefinition extends grpc.ServiceDefinition {
  CancelRun: MethodDefinition<_ordena_v1_CancelRunRequest, _ordena_v1_CancelRunResponse, _ordena_v1_CancelRunRequest__Output, _ordena_v1_CancelRunResponse__Output>
  GetRun: MethodDefinition<_ordena_v1_GetRunRequest, _ordena_v1_GetRunResponse, _ordena_v1_GetRunRequest__Output, _ordena_v1_GetRunResponse__Output>
  ListRuns: MethodDefinition<_ordena_v1_ListRunsRequest, _ordena_v1_ListRunsResponse, _ordena_v1_ListRunsRequest__Output, _ordena_v1_ListRunsResponse__Output>
  StartRun: MethodDefinition<_ordena_v1_StartRunRequest, _ordena_v1_StartRunResponse, _ordena_v1_StartRunRequest__Output, _ordena_v1_StartRunResponse__Output>
  UploadDataset: MethodDefinition<_ordena_v1_UploadDatasetRequest, _ordena_v1_UploadDatasetResponse, _ordena_v1_UploadDatasetRequest__Output, _ordena_v1_UploadDatasetResponse__Output>
  WatchRun: MethodDefinition<_ordena_v1_WatchRunRequest, _ordena_v1_TrainingEvent, _ordena_v1_WatchRunRequest__Output, _ordena_v1_TrainingEvent__Output>
}
