import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { Agreement as _ordena_v1_Agreement, Agreement__Output as _ordena_v1_Agreement__Output } from './ordena/v1/Agreement.js';
import type { DeleteAliasRequest as _ordena_v1_DeleteAliasRequest, DeleteAliasRequest__Output as _ordena_v1_DeleteAliasRequest__Output } from './ordena/v1/DeleteAliasRequest.js';
import type { DeleteAliasResponse as _ordena_v1_DeleteAliasResponse, DeleteAliasResponse__Output as _ordena_v1_DeleteAliasResponse__Output } from './ordena/v1/DeleteAliasResponse.js';
import type { FieldAgreement as _ordena_v1_FieldAgreement, FieldAgreement__Output as _ordena_v1_FieldAgreement__Output } from './ordena/v1/FieldAgreement.js';
import type { GetTrafficRequest as _ordena_v1_GetTrafficRequest, GetTrafficRequest__Output as _ordena_v1_GetTrafficRequest__Output } from './ordena/v1/GetTrafficRequest.js';
import type { GetTrafficResponse as _ordena_v1_GetTrafficResponse, GetTrafficResponse__Output as _ordena_v1_GetTrafficResponse__Output } from './ordena/v1/GetTrafficResponse.js';
import type { ListModelsRequest as _ordena_v1_ListModelsRequest, ListModelsRequest__Output as _ordena_v1_ListModelsRequest__Output } from './ordena/v1/ListModelsRequest.js';
import type { ListModelsResponse as _ordena_v1_ListModelsResponse, ListModelsResponse__Output as _ordena_v1_ListModelsResponse__Output } from './ordena/v1/ListModelsResponse.js';
import type { LoadModelRequest as _ordena_v1_LoadModelRequest, LoadModelRequest__Output as _ordena_v1_LoadModelRequest__Output } from './ordena/v1/LoadModelRequest.js';
import type { LoadModelResponse as _ordena_v1_LoadModelResponse, LoadModelResponse__Output as _ordena_v1_LoadModelResponse__Output } from './ordena/v1/LoadModelResponse.js';
import type { ModelInfo as _ordena_v1_ModelInfo, ModelInfo__Output as _ordena_v1_ModelInfo__Output } from './ordena/v1/ModelInfo.js';
import type { ModelServiceClient as _ordena_v1_ModelServiceClient, ModelServiceDefinition as _ordena_v1_ModelServiceDefinition } from './ordena/v1/ModelService.js';
import type { SetAliasRequest as _ordena_v1_SetAliasRequest, SetAliasRequest__Output as _ordena_v1_SetAliasRequest__Output } from './ordena/v1/SetAliasRequest.js';
import type { SetAliasResponse as _ordena_v1_SetAliasResponse, SetAliasResponse__Output as _ordena_v1_SetAliasResponse__Output } from './ordena/v1/SetAliasResponse.js';
import type { SetTrafficRequest as _ordena_v1_SetTrafficRequest, SetTrafficRequest__Output as _ordena_v1_SetTrafficRequest__Output } from './ordena/v1/SetTrafficRequest.js';
import type { SetTrafficResponse as _ordena_v1_SetTrafficResponse, SetTrafficResponse__Output as _ordena_v1_SetTrafficResponse__Output } from './ordena/v1/SetTrafficResponse.js';
import type { Traffic as _ordena_v1_Traffic, Traffic__Output as _ordena_v1_Traffic__Output } from './ordena/v1/Traffic.js';
import type { UnloadModelRequest as _ordena_v1_UnloadModelRequest, UnloadModelRequest__Output as _ordena_v1_UnloadModelRequest__Output } from './ordena/v1/UnloadModelRequest.js';
import type { UnloadModelResponse as _ordena_v1_UnloadModelResponse, UnloadModelResponse__Output as _ordena_v1_UnloadModelResponse__Output } from './ordena/v1/UnloadModelResponse.js';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  ordena: {
    v1: {
      Agreement: MessageTypeDefinition<_ordena_v1_Agreement, _ordena_v1_Agreement__Output>
      DeleteAliasRequest: MessageTypeDefinition<_ordena_v1_DeleteAliasRequest, _ordena_v1_DeleteAliasRequest__Output>
      DeleteAliasResponse: MessageTypeDefinition<_ordena_v1_DeleteAliasResponse, _ordena_v1_DeleteAliasResponse__Output>
      FieldAgreement: MessageTypeDefinition<_ordena_v1_FieldAgreement, _ordena_v1_FieldAgreement__Output>
      GetTrafficRequest: MessageTypeDefinition<_ordena_v1_GetTrafficRequest, _ordena_v1_GetTrafficRequest__Output>
      GetTrafficResponse: MessageTypeDefinition<_ordena_v1_GetTrafficResponse, _ordena_v1_GetTrafficResponse__Output>
      ListModelsRequest: MessageTypeDefinition<_ordena_v1_ListModelsRequest, _ordena_v1_ListModelsRequest__Output>
      ListModelsResponse: MessageTypeDefinition<_ordena_v1_ListModelsResponse, _ordena_v1_ListModelsResponse__Output>
      LoadModelRequest: MessageTypeDefinition<_ordena_v1_LoadModelRequest, _ordena_v1_LoadModelRequest__Output>
      LoadModelResponse: MessageTypeDefinition<_ordena_v1_LoadModelResponse, _ordena_v1_LoadModelResponse__Output>
      ModelInfo: MessageTypeDefinition<_ordena_v1_ModelInfo, _ordena_v1_ModelInfo__Output>
      ModelService: SubtypeConstructor<typeof grpc.Client, _ordena_v1_ModelServiceClient> & { service: _ordena_v1_ModelServiceDefinition }
      ModelState: EnumTypeDefinition
      SetAliasRequest: MessageTypeDefinition<_ordena_v1_SetAliasRequest, _ordena_v1_SetAliasRequest__Output>
      SetAliasResponse: MessageTypeDefinition<_ordena_v1_SetAliasResponse, _ordena_v1_SetAliasResponse__Output>
      SetTrafficRequest: MessageTypeDefinition<_ordena_v1_SetTrafficRequest, _ordena_v1_SetTrafficRequest__Output>
      SetTrafficResponse: MessageTypeDefinition<_ordena_v1_SetTrafficResponse, _ordena_v1_SetTrafficResponse__Output>
      Traffic: MessageTypeDefinition<_ordena_v1_Traffic, _ordena_v1_Traffic__Output>
      UnloadModelRequest: MessageTypeDefinition<_ordena_v1_UnloadModelRequest, _ordena_v1_UnloadModelRequest__Output>
      UnloadModelResponse: MessageTypeDefinition<_ordena_v1_UnloadModelResponse, _ordena_v1_UnloadModelResponse__Output>
    }
  }
}

