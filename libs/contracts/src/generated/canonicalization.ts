import type * as grpc from '@grpc/grpc-js';
import type { EnumTypeDefinition, MessageTypeDefinition } from '@grpc/proto-loader';

import type { CanonicalizationServiceClient as _ordena_v1_CanonicalizationServiceClient, CanonicalizationServiceDefinition as _ordena_v1_CanonicalizationServiceDefinition } from './ordena/v1/CanonicalizationService.js';
import type { CanonicalizeBatchRequest as _ordena_v1_CanonicalizeBatchRequest, CanonicalizeBatchRequest__Output as _ordena_v1_CanonicalizeBatchRequest__Output } from './ordena/v1/CanonicalizeBatchRequest.js';
import type { CanonicalizeBatchResponse as _ordena_v1_CanonicalizeBatchResponse, CanonicalizeBatchResponse__Output as _ordena_v1_CanonicalizeBatchResponse__Output } from './ordena/v1/CanonicalizeBatchResponse.js';
import type { CanonicalizeRequest as _ordena_v1_CanonicalizeRequest, CanonicalizeRequest__Output as _ordena_v1_CanonicalizeRequest__Output } from './ordena/v1/CanonicalizeRequest.js';
import type { CanonicalizeResponse as _ordena_v1_CanonicalizeResponse, CanonicalizeResponse__Output as _ordena_v1_CanonicalizeResponse__Output } from './ordena/v1/CanonicalizeResponse.js';
import type { CanonicalizeResult as _ordena_v1_CanonicalizeResult, CanonicalizeResult__Output as _ordena_v1_CanonicalizeResult__Output } from './ordena/v1/CanonicalizeResult.js';
import type { Failure as _ordena_v1_Failure, Failure__Output as _ordena_v1_Failure__Output } from './ordena/v1/Failure.js';
import type { FieldEvidence as _ordena_v1_FieldEvidence, FieldEvidence__Output as _ordena_v1_FieldEvidence__Output } from './ordena/v1/FieldEvidence.js';
import type { OrderLine as _ordena_v1_OrderLine, OrderLine__Output as _ordena_v1_OrderLine__Output } from './ordena/v1/OrderLine.js';
import type { PurchaseOrder as _ordena_v1_PurchaseOrder, PurchaseOrder__Output as _ordena_v1_PurchaseOrder__Output } from './ordena/v1/PurchaseOrder.js';
import type { ReviewReason as _ordena_v1_ReviewReason, ReviewReason__Output as _ordena_v1_ReviewReason__Output } from './ordena/v1/ReviewReason.js';
import type { Timings as _ordena_v1_Timings, Timings__Output as _ordena_v1_Timings__Output } from './ordena/v1/Timings.js';
import type { Usage as _ordena_v1_Usage, Usage__Output as _ordena_v1_Usage__Output } from './ordena/v1/Usage.js';

type SubtypeConstructor<Constructor extends new (...args: any) => any, Subtype> = {
  new(...args: ConstructorParameters<Constructor>): Subtype;
};

export interface ProtoGrpcType {
  ordena: {
    v1: {
      CanonicalizationService: SubtypeConstructor<typeof grpc.Client, _ordena_v1_CanonicalizationServiceClient> & { service: _ordena_v1_CanonicalizationServiceDefinition }
      CanonicalizeBatchRequest: MessageTypeDefinition<_ordena_v1_CanonicalizeBatchRequest, _ordena_v1_CanonicalizeBatchRequest__Output>
      CanonicalizeBatchResponse: MessageTypeDefinition<_ordena_v1_CanonicalizeBatchResponse, _ordena_v1_CanonicalizeBatchResponse__Output>
      CanonicalizeRequest: MessageTypeDefinition<_ordena_v1_CanonicalizeRequest, _ordena_v1_CanonicalizeRequest__Output>
      CanonicalizeResponse: MessageTypeDefinition<_ordena_v1_CanonicalizeResponse, _ordena_v1_CanonicalizeResponse__Output>
      CanonicalizeResult: MessageTypeDefinition<_ordena_v1_CanonicalizeResult, _ordena_v1_CanonicalizeResult__Output>
      DecodingMode: EnumTypeDefinition
      EvidenceStatus: EnumTypeDefinition
      Failure: MessageTypeDefinition<_ordena_v1_Failure, _ordena_v1_Failure__Output>
      FieldEvidence: MessageTypeDefinition<_ordena_v1_FieldEvidence, _ordena_v1_FieldEvidence__Output>
      OrderLine: MessageTypeDefinition<_ordena_v1_OrderLine, _ordena_v1_OrderLine__Output>
      Outcome: EnumTypeDefinition
      PurchaseOrder: MessageTypeDefinition<_ordena_v1_PurchaseOrder, _ordena_v1_PurchaseOrder__Output>
      ReviewReason: MessageTypeDefinition<_ordena_v1_ReviewReason, _ordena_v1_ReviewReason__Output>
      Timings: MessageTypeDefinition<_ordena_v1_Timings, _ordena_v1_Timings__Output>
      Usage: MessageTypeDefinition<_ordena_v1_Usage, _ordena_v1_Usage__Output>
    }
  }
}

