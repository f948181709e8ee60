import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { AugmentDatasetRequest as _ordena_v1_AugmentDatasetRequest, AugmentDatasetRequest__Output as _ordena_v1_AugmentDatasetRequest__Output } from './ordena/v1/AugmentDatasetRequest.js';
import type { AugmentDatasetResponse as _ordena_v1_AugmentDatasetResponse, AugmentDatasetResponse__Output as _ordena_v1_AugmentDatasetResponse__Output } from './ordena/v1/AugmentDatasetResponse.js';
import type { AugmentRequest as _ordena_v1_AugmentRequest, AugmentRequest__Output as _ordena_v1_AugmentRequest__Output } from './ordena/v1/AugmentRequest.js';
import type { AugmentResponse as _ordena_v1_AugmentResponse, AugmentResponse__Output as _ordena_v1_AugmentResponse__Output } from './ordena/v1/AugmentResponse.js';
import type { AugmentSettings as _ordena_v1_AugmentSettings, AugmentSettings__Output as _ordena_v1_AugmentSettings__Output } from './ordena/v1/AugmentSettings.js';
import type { AugmentableOrder as _ordena_v1_AugmentableOrder, AugmentableOrder__Output as _ordena_v1_AugmentableOrder__Output } from './ordena/v1/AugmentableOrder.js';
import type { AugmentationServiceClient as _ordena_v1_AugmentationServiceClient, AugmentationServiceDefinition as _ordena_v1_AugmentationServiceDefinition } from './ordena/v1/AugmentationService.js';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  ordena: {
    v1: {
      AugmentDatasetRequest: MessageTypeDefinition<_ordena_v1_AugmentDatasetRequest, _ordena_v1_AugmentDatasetRequest__Output>
      AugmentDatasetResponse: MessageTypeDefinition<_ordena_v1_AugmentDatasetResponse, _ordena_v1_AugmentDatasetResponse__Output>
      AugmentRequest: MessageTypeDefinition<_ordena_v1_AugmentRequest, _ordena_v1_AugmentRequest__Output>
      AugmentResponse: MessageTypeDefinition<_ordena_v1_AugmentResponse, _ordena_v1_AugmentResponse__Output>
      AugmentSettings: MessageTypeDefinition<_ordena_v1_AugmentSettings, _ordena_v1_AugmentSettings__Output>
      AugmentableOrder: MessageTypeDefinition<_ordena_v1_AugmentableOrder, _ordena_v1_AugmentableOrder__Output>
      AugmentationService: SubtypeConstructor<typeof grpc.Client, _ordena_v1_AugmentationServiceClient> & { service: _ordena_v1_AugmentationServiceDefinition }
      AugmentationStrategy: EnumTypeDefinition
    }
  }
}

