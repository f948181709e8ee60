// Original file: ../../proto/ordena/v1/models.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { DeleteAliasRequest as _ordena_v1_DeleteAliasRequest, DeleteAliasRequest__Output as _ordena_v1_DeleteAliasRequest__Output } from '../../ordena/v1/DeleteAliasRequest.js';
import type { DeleteAliasResponse as _ordena_v1_DeleteAliasResponse, DeleteAliasResponse__Output as _ordena_v1_DeleteAliasResponse__Output } from '../../ordena/v1/DeleteAliasResponse.js';
import type { GetTrafficRequest as _ordena_v1_GetTrafficRequest, GetTrafficRequest__Output as _ordena_v1_GetTrafficRequest__Output } from '../../ordena/v1/GetTrafficRequest.js';
import type { GetTrafficResponse as _ordena_v1_GetTrafficResponse, GetTrafficResponse__Output as _ordena_v1_GetTrafficResponse__Output } from '../../ordena/v1/GetTrafficResponse.js';
import type { ListModelsRequest as _ordena_v1_ListModelsRequest, ListModelsRequest__Output as _ordena_v1_ListModelsRequest__Output } from '../../ordena/v1/ListModelsRequest.js';
import type { ListModelsResponse as _ordena_v1_ListModelsResponse, ListModelsResponse__Output as _ordena_v1_ListModelsResponse__Output } from '../../ordena/v1/ListModelsResponse.js';
import type { LoadModelRequest as _ordena_v1_LoadModelRequest, LoadModelRequest__Output as _ordena_v1_LoadModelRequest__Output } from '../../ordena/v1/LoadModelRequest.js';
import type { LoadModelResponse as _ordena_v1_LoadModelResponse, LoadModelResponse__Output as _ordena_v1_LoadModelResponse__Output } from '../../ordena/v1/LoadModelResponse.js';
import type { SetAliasRequest as _ordena_v1_SetAliasRequest, SetAliasRequest__Output as _ordena_v1_SetAliasRequest__Output } from '../../ordena/v1/SetAliasRequest.js';
import type { SetAliasResponse as _ordena_v1_SetAliasResponse, SetAliasResponse__Output as _ordena_v1_SetAliasResponse__Output } from '../../ordena/v1/SetAliasResponse.js';
import type { SetTrafficRequest as _ordena_v1_SetTrafficRequest, SetTrafficRequest__Output as _ordena_v1_SetTrafficRequest__Output } from '../../ordena/v1/SetTrafficRequest.js';
import type { SetTrafficResponse as _ordena_v1_SetTrafficResponse, SetTrafficResponse__Output as _ordena_v1_SetTrafficResponse__Output } from '../../ordena/v1/SetTrafficResponse.js';
import type { UnloadModelRequest as _ordena_v1_UnloadModelRequest, UnloadModelRequest__Output as _ordena_v1_UnloadModelRequest__Output } from '../../ordena/v1/UnloadModelRequest.js';
import type { UnloadModelResponse as _ordena_v1_UnloadModelResponse, UnloadModelResponse__Output as _ordena_v1_UnloadModelResponse__Output } from '../../ordena/v1/UnloadModelResponse.js';

export interface ModelServiceClient extends grpc.Client {
  DeleteAlias(argument: _ordena_v1_DeleteAliasRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_DeleteAliasResponse__Output>): grpc.ClientUnaryCall;
  DeleteAlias(argument: _ordena_v1_DeleteAliasRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_ordena_v1_DeleteAliasResponse__Output>): grpc.ClientUnaryCall;
  DeleteAlias(argument: _ordena_v1_DeleteAliasRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_DeleteAliasResponse__Output>): grpc.ClientUnaryCall;
  DeleteAlias(argument: _ordena_v1_DeleteAliasRequest, callback: grpc.requestCallback<_ordena_v1_DeleteAliasResponse__Output>): grpc.ClientUnaryCall;
  deleteAlias(argument: _ordena_v1_DeleteAliasRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_DeleteAliasResponse__Output>): grpc.ClientUnaryCall;
  deleteAlias(argument: _ordena_v1_DeleteAliasRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_ordena_v1_DeleteAliasResponse__Output>): grpc.ClientUnaryCall;
  deleteAlias(argument: _ordena_v1_DeleteAliasRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_DeleteAliasResponse__Output>): grpc.ClientUnaryCall;
  deleteAlias(argument: _ordena_v1_DeleteAliasRequest, callback: grpc.requestCallback<_ordena_v1_DeleteAliasResponse__Output>): grpc.ClientUnaryCall;
  
  GetTraffic(argument: _ordena_v1_GetTrafficRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_GetTrafficResponse__Output>): grpc.ClientUnaryCall;
  GetTraffic(argument: _ordena_v1_GetTrafficRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_ordena_v1_GetTrafficResponse__Output>): grpc.ClientUnaryCall;
  GetTraffic(argument: _ordena_v1_GetTrafficRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_GetTrafficResponse__Output>): grpc.ClientUnaryCall;
  GetTraffic(argument: _ordena_v1_GetTrafficRequest, callback: grpc.requestCallback<_ordena_v1_GetTrafficResponse__Output>): grpc.ClientUnaryCall;
  getTraffic(argument: _ordena_v1_GetTrafficRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_GetTrafficResponse__Output>): grpc.ClientUnaryCall;
  getTraffic(argument: _ordena_v1_GetTrafficRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_ordena_v1_GetTrafficResponse__Output>): grpc.ClientUnaryCall;
  getTraffic(argument: _ordena_v1_GetTrafficRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_GetTrafficResponse__Output>): grpc.ClientUnaryCall;
  getTraffic(argument: _ordena_v1_GetTrafficRequest, callback: grpc.requestCallback<_ordena_v1_GetTrafficResponse__Output>): grpc.ClientUnaryCall;
  
  ListModels(argument: _ordena_v1_ListModelsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_ListModelsResponse__Output>): grpc.ClientUnaryCall;
  ListModels(argument: _ordena_v1_ListModelsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_ordena_v1_ListModelsResponse__Output>): grpc.ClientUnaryCall;
  ListModels(argument: _ordena_v1_ListModelsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_ListModelsResponse__Output>): grpc.ClientUnaryCall;
  ListModels(argument: _ordena_v1_ListModelsRequest, callback: grpc.requestCallback<_ordena_v1_ListModelsResponse__Output>): grpc.ClientUnaryCall;
  listModels(argument: _ordena_v1_ListModelsRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_ListModelsResponse__Output>): grpc.ClientUnaryCall;
  listModels(argument: _ordena_v1_ListModelsRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_ordena_v1_ListModelsResponse__Output>): grpc.ClientUnaryCall;
  listModels(argument: _ordena_v1_ListModelsRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_ListModelsResponse__Output>): grpc.ClientUnaryCall;
  listModels(argument: _ordena_v1_ListModelsRequest, callback: grpc.requestCallback<_ordena_v1_ListModelsResponse__Output>): grpc.ClientUnaryCall;
  
  LoadModel(argument: _ordena_v1_LoadModelRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_LoadModelResponse__Output>): grpc.ClientUnaryCall;
  LoadModel(argument: _ordena_v1_LoadModelRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_ordena_v1_LoadModelResponse__Output>): grpc.ClientUnaryCall;
  LoadModel(argument: _ordena_v1_LoadModelRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_LoadModelResponse__Output>): grpc.ClientUnaryCall;
  LoadModel(argument: _ordena_v1_LoadModelRequest, callback: grpc.requestCallback<_ordena_v1_LoadModelResponse__Output>): grpc.ClientUnaryCall;
  loadModel(argument: _ordena_v1_LoadModelRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_LoadModelResponse__Output>): grpc.ClientUnaryCall;
  loadModel(argument: _ordena_v1_LoadModelRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_ordena_v1_LoadModelResponse__Output>): grpc.ClientUnaryCall;
  loadModel(argument: _ordena_v1_LoadModelRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_LoadModelResponse__Output>): grpc.ClientUnaryCall;
  loadModel(argument: _ordena_v1_LoadModelRequest, callback: grpc.requestCallback<_ordena_v1_LoadModelResponse__Output>): grpc.ClientUnaryCall;
  
  SetAlias(argument: _ordena_v1_SetAliasRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_SetAliasResponse__Output>): grpc.ClientUnaryCall;
  SetAlias(argument: _ordena_v1_SetAliasRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_ordena_v1_SetAliasResponse__Output>): grpc.ClientUnaryCall;
  SetAlias(argument: _ordena_v1_SetAliasRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_SetAliasResponse__Output>): grpc.ClientUnaryCall;
  SetAlias(argument: _ordena_v1_SetAliasRequest, callback: grpc.requestCallback<_ordena_v1_SetAliasResponse__Output>): grpc.ClientUnaryCall;
  setAlias(argument: _ordena_v1_SetAliasRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_SetAliasResponse__Output>): grpc.ClientUnaryCall;
  setAlias(argument: _ordena_v1_SetAliasRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_ordena_v1_SetAliasResponse__Output>): grpc.ClientUnaryCall;
  setAlias(argument: _ordena_v1_SetAliasRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_SetAliasResponse__Output>): grpc.ClientUnaryCall;
  setAlias(argument: _ordena_v1_SetAliasRequest, callback: grpc.requestCallback<_ordena_v1_SetAliasResponse__Output>): grpc.ClientUnaryCall;
  
  SetTraffic(argument: _ordena_v1_SetTrafficRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_SetTrafficResponse__Output>): grpc.ClientUnaryCall;
  SetTraffic(argument: _ordena_v1_SetTrafficRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_ordena_v1_SetTrafficResponse__Output>): grpc.ClientUnaryCall;
  SetTraffic(argument: _ordena_v1_SetTrafficRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_SetTrafficResponse__Output>): grpc.ClientUnaryCall;
  SetTraffic(argument: _ordena_v1_SetTrafficRequest, callback: grpc.requestCallback<_ordena_v1_SetTrafficResponse__Output>): grpc.ClientUnaryCall;
  setTraffic(argument: _ordena_v1_SetTrafficRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_SetTrafficResponse__Output>): grpc.ClientUnaryCall;
  setTraffic(argument: _ordena_v1_SetTrafficRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_ordena_v1_SetTrafficResponse__Output>): grpc.ClientUnaryCall;
  setTraffic(argument: _ordena_v1_SetTrafficRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_SetTrafficResponse__Output>): grpc.ClientUnaryCall;
  setTraffic(argument: _ordena_v1_SetTrafficRequest, callback: grpc.requestCallback<_ordena_v1_SetTrafficResponse__Output>): grpc.ClientUnaryCall;
  
  UnloadModel(argument: _ordena_v1_UnloadModelRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_UnloadModelResponse__Output>): grpc.ClientUnaryCall;
  UnloadModel(argument: _ordena_v1_UnloadModelRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_ordena_v1_UnloadModelResponse__Output>): grpc.ClientUnaryCall;
  UnloadModel(argument: _ordena_v1_UnloadModelRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_UnloadModelResponse__Output>): grpc.ClientUnaryCall;
  UnloadModel(argument: _ordena_v1_UnloadModelRequest, callback: grpc.requestCallback<_ordena_v1_UnloadModelResponse__Output>): grpc.ClientUnaryCall;
  unloadModel(argument: _ordena_v1_UnloadModelRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_UnloadModelResponse__Output>): grpc.ClientUnaryCall;
  unloadModel(argument: _ordena_v1_UnloadModelRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_ordena_v1_UnloadModelResponse__Output>): grpc.ClientUnaryCall;
  unloadModel(argument: _ordena_v1_UnloadModelRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_ordena_v1_UnloadModelResponse__Output>): grpc.ClientUnaryCall;
  unloadModel(argument: _ordena_v1_UnloadModelRequest, callback: grpc.requestCallback<_ordena_v1_UnloadModelResponse__Output>): grpc.ClientUnaryCall;
  
}

export interface ModelServiceHandlers extends grpc.UntypedServiceImplementation {
  DeleteAlias: grpc.handleUnaryCall<_ordena_v1_DeleteAliasRequest__Output, _ordena_v1_DeleteAliasResponse>;
  
  GetTraffic: grpc.handleUnaryCall<_ordena_v1_GetTrafficRequest__Output, _ordena_v1_GetTrafficResponse>;
  
  ListModels: grpc.handleUnaryCall<_ordena_v1_ListModelsRequest__Output, _ordena_v1_ListModelsResponse>;
  
  LoadModel: grpc.handleUnaryCall<_ordena_v1_LoadModelRequest__Output, _ordena_v1_LoadModelResponse>;
  
  SetAlias: grpc.handleUnaryCall<_ordena_v1_SetAliasRequest__Output, _ordena_v1_SetAliasResponse>;
  
  SetTraffic: grpc.handleUnaryCall<_ordena_v1_SetTrafficRequest__Output, _ordena_v1_SetTrafficResponse>;
  
  UnloadModel: grpc.handleUnaryCall<_ordena_v1_UnloadModelRequest__Output, _ordena_v1_UnloadModelResponse>;
  
}

export interface ModelServiceDefinition extends grpc.ServiceDefinition {
  DeleteAlias: MethodDefinition<_ordena_v1_DeleteAliasRequest, _ordena_v1_DeleteAliasResponse, _ordena_v1_DeleteAliasRequest__Output, _ordena_v1_DeleteAliasResponse__Output>
  GetTraffic: MethodDefinition<_ordena_v1_GetTrafficRequest, _ordena_v1_GetTrafficResponse, _ordena_v1_GetTrafficRequest__Output, _ordena_v1_GetTrafficResponse__Output>
  ListModels: MethodDefinition<_ordena_v1_ListModelsRequest, _ordena_v1_ListModelsResponse, _ordena_v1_ListModelsRequest__Output, _ordena_v1_ListModelsResponse__Output>
  LoadModel: MethodDefinition<_ordena_v1_LoadModelRequest, _ordena_v1_LoadModelResponse, _ordena_v1_LoadModelRequest__Output, _ordena_v1_LoadModelResponse__Output>
  SetAlias: MethodDefinition<_ordena_v1_SetAliasRequest, _ordena_v1_SetAliasResponse, _ordena_v1_SetAliasRequest__Output, _ordena_v1_SetAliasResponse__Output>
  SetTraffic: MethodDefinition<_ordena_v1_SetTrafficRequest, _ordena_v1_SetTrafficResponse, _ordena_v1_SetTrafficRequest__Output, _ordena_v1_SetTrafficResponse__Output>
  UnloadModel: MethodDefinition<_ordena_v1_UnloadModelRequest, _ordena_v1_UnloadModelResponse, _ordena_v1_UnloadModelRequest__Output, _ordena_v1_UnloadModelResponse__Output>
}
