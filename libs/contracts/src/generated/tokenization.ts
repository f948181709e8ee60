import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { DecodeRequest as _ordena_v1_DecodeRequest, DecodeRequest__Output as _ordena_v1_DecodeRequest__Output } from './ordena/v1/DecodeRequest.js';
import type { DecodeResponse as _ordena_v1_DecodeResponse, DecodeResponse__Output as _ordena_v1_DecodeResponse__Output } from './ordena/v1/DecodeResponse.js';
import type { EncodeRequest as _ordena_v1_EncodeRequest, EncodeRequest__Output as _ordena_v1_EncodeRequest__Output } from './ordena/v1/EncodeRequest.js';
import type { EncodeResponse as _ordena_v1_EncodeResponse, EncodeResponse__Output as _ordena_v1_EncodeResponse__Output } from './ordena/v1/EncodeResponse.js';
import type { FormatExampleRequest as _ordena_v1_FormatExampleRequest, FormatExampleRequest__Output as _ordena_v1_FormatExampleRequest__Output } from './ordena/v1/FormatExampleRequest.js';
import type { FormatExampleResponse as _ordena_v1_FormatExampleResponse, FormatExampleResponse__Output as _ordena_v1_FormatExampleResponse__Output } from './ordena/v1/FormatExampleResponse.js';
import type { TokenizableOrder as _ordena_v1_TokenizableOrder, TokenizableOrder__Output as _ordena_v1_TokenizableOrder__Output } from './ordena/v1/TokenizableOrder.js';
import type { TokenizationServiceClient as _ordena_v1_TokenizationServiceClient, TokenizationServiceDefinition as _ordena_v1_TokenizationServiceDefinition } from './ordena/v1/TokenizationService.js';
import type { TokenizeDatasetRequest as _ordena_v1_TokenizeDatasetRequest, TokenizeDatasetRequest__Output as _ordena_v1_TokenizeDatasetRequest__Output } from './ordena/v1/TokenizeDatasetRequest.js';
import type { TokenizeDatasetResponse as _ordena_v1_TokenizeDatasetResponse, TokenizeDatasetResponse__Output as _ordena_v1_TokenizeDatasetResponse__Output } from './ordena/v1/TokenizeDatasetResponse.js';
import type { TokenizeSettings as _ordena_v1_TokenizeSettings, TokenizeSettings__Output as _ordena_v1_TokenizeSettings__Output } from './ordena/v1/TokenizeSettings.js';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  ordena: {
    v1: {
      DecodeRequest: MessageTypeDefinition<_ordena_v1_DecodeRequest, _ordena_v1_DecodeRequest__Output>
      DecodeResponse: MessageTypeDefinition<_ordena_v1_DecodeResponse, _ordena_v1_DecodeResponse__Output>
      EncodeRequest: MessageTypeDefinition<_ordena_v1_EncodeRequest, _ordena_v1_EncodeRequest__Output>
      EncodeResponse: MessageTypeDefinition<_ordena_v1_EncodeResponse, _ordena_v1_EncodeResponse__Output>
      FormatExampleRequest: MessageTypeDefinition<_ordena_v1_FormatExampleRequest, _ordena_v1_FormatExampleRequest__Output>
      FormatExampleResponse: MessageTypeDefinition<_ordena_v1_FormatExampleResponse, _ordena_v1_FormatExampleResponse__Output>
      LabelKind: EnumTypeDefinition
      TokenizableOrder: MessageTypeDefinition<_ordena_v1_TokenizableOrder, _ordena_v1_TokenizableOrder__Output>
      TokenizationService: SubtypeConstructor<typeof grpc.Client, _ordena_v1_TokenizationServiceClient> & { service: _ordena_v1_TokenizationServiceDefinition }
      TokenizeDatasetRequest: MessageTypeDefinition<_ordena_v1_TokenizeDatasetRequest, _ordena_v1_TokenizeDatasetRequest__Output>
      TokenizeDatasetResponse: MessageTypeDefinition<_ordena_v1_TokenizeDatasetResponse, _ordena_v1_TokenizeDatasetResponse__Output>
      TokenizeSettings: MessageTypeDefinition<_ordena_v1_TokenizeSettings, _ordena_v1_TokenizeSettings__Output>
    }
  }
}

