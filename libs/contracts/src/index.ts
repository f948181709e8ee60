/**
 * The contracts of proto/, typed: service definitions for servers, clients, error details, and checks on requests.
 *
 * @example
 * ```ts
 * import { CanonicalizationClient } from '@ordena/contracts';
 * const client = new CanonicalizationClient('127.0.0.1:50051');
 * const { orderJson } = await client.canonicalize({ text: 'Manden 20 cajas de cloro' });
 * client.close();
 * ```
 * @module
 */
export { CanonicalizationClient } from './canonicalization-client.js';
export { ModelClient } from './model-client.js';
export type { CallSettings } from './promise-call.js';
export { ContractsError, type ContractsErrorCode } from './errors.js';
export { readStatusDetails, STATUS_DETAILS_KEY, type StatusDetails } from './status-details.js';

// For services.
export {
  canonicalizeRequestSchema,
  checkOrderText,
  MAX_BATCH,
  MAX_NEW_TOKENS,
  MAX_TEXT_BYTES,
  orderTextSchema,
  parseCanonicalizeRequest,
  readOrderText,
  type CheckedRequest,
} from './requests.js';
export { protoFolder } from './protos.js';
export { loadReflectionDefinition } from './reflection-definition.js';
export {
  CANONICALIZATION_SERVICE,
  canonicalizationServiceDefinition,
  MODEL_SERVICE,
  modelServiceDefinition,
  requestFault,
} from './service-definitions.js';
export { toGrpcStatus } from './status-details.js';
export type { CanonicalizationServiceDefinition } from './generated/ordena/v1/CanonicalizationService.js';
export type { CanonicalizationServiceHandlers } from './generated/ordena/v1/CanonicalizationService.js';
export type { CanonicalizeBatchRequest__Output as CanonicalizeBatchRequest } from './generated/ordena/v1/CanonicalizeBatchRequest.js';
export type { CanonicalizeBatchResponse } from './generated/ordena/v1/CanonicalizeBatchResponse.js';
export type {
  CanonicalizeRequest as CanonicalizeRequestInput,
  CanonicalizeRequest__Output as CanonicalizeRequest,
} from './generated/ordena/v1/CanonicalizeRequest.js';
export type {
  CanonicalizeResponse,
  CanonicalizeResponse__Output as ReceivedResponse,
} from './generated/ordena/v1/CanonicalizeResponse.js';
export type {
  CanonicalizeResult,
  CanonicalizeResult__Output as ReceivedResult,
} from './generated/ordena/v1/CanonicalizeResult.js';
export type { Failure } from './generated/ordena/v1/Failure.js';
export type { FieldEvidence } from './generated/ordena/v1/FieldEvidence.js';
export type { PurchaseOrder as PurchaseOrderMessage } from './generated/ordena/v1/PurchaseOrder.js';
export type { Agreement } from './generated/ordena/v1/Agreement.js';
export type { DeleteAliasRequest__Output as DeleteAliasRequest } from './generated/ordena/v1/DeleteAliasRequest.js';
export type { ListModelsResponse } from './generated/ordena/v1/ListModelsResponse.js';
export type { LoadModelRequest__Output as LoadModelRequest } from './generated/ordena/v1/LoadModelRequest.js';
export type { ModelInfo, ModelInfo__Output as ReceivedModelInfo } from './generated/ordena/v1/ModelInfo.js';
export type { ModelServiceHandlers } from './generated/ordena/v1/ModelService.js';
export type { ModelState } from './generated/ordena/v1/ModelState.js';
export type { SetAliasRequest__Output as SetAliasRequest } from './generated/ordena/v1/SetAliasRequest.js';
export type { SetTrafficRequest__Output as SetTrafficRequest } from './generated/ordena/v1/SetTrafficRequest.js';
export type { Traffic } from './generated/ordena/v1/Traffic.js';
export type { UnloadModelRequest__Output as UnloadModelRequest } from './generated/ordena/v1/UnloadModelRequest.js';
