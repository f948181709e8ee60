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
export { AugmentationClient } from './augmentation-client.js';
export { CanonicalizationClient } from './canonicalization-client.js';
export { secureChannel, type SecureChannel } from './channel-credentials.js';
export { HealthClient, type ServingStatus } from './health-client.js';
export { ModelClient } from './model-client.js';
export { TokenizationClient } from './tokenization-client.js';
export { TrainingClient } from './training-client.js';
export { readAnswers, writeRequests } from './stream-call.js';
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
export { fieldPath } from './field-path.js';
export { protoFolder } from './protos.js';
export { loadReflectionDefinition } from './reflection-definition.js';
export {
  AUGMENTATION_SERVICE,
  augmentationServiceDefinition,
  CANONICALIZATION_SERVICE,
  canonicalizationServiceDefinition,
  MODEL_SERVICE,
  modelServiceDefinition,
  requestFault,
  TOKENIZATION_SERVICE,
  tokenizationServiceDefinition,
  TRAINING_SERVICE,
  trainingServiceDefinition,
} from './service-definitions.js';
export { evidenceStatus, evidenceStatusName, type EvidenceStatusName } from './evidence-status.js';
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
export type { AugmentationServiceHandlers } from './generated/ordena/v1/AugmentationService.js';
export type { TokenizationServiceHandlers } from './generated/ordena/v1/TokenizationService.js';
export type { TrainingServiceHandlers } from './generated/ordena/v1/TrainingService.js';
export type {
  AugmentRequest as AugmentRequestInput,
  AugmentRequest__Output as AugmentRequest,
} from './generated/ordena/v1/AugmentRequest.js';
export type {
  AugmentDatasetRequest as AugmentDatasetRequestInput,
  AugmentDatasetRequest__Output as AugmentDatasetRequest,
} from './generated/ordena/v1/AugmentDatasetRequest.js';
export type {
  AugmentSettings as AugmentSettingsInput,
  AugmentSettings__Output as AugmentSettings,
} from './generated/ordena/v1/AugmentSettings.js';
export type {
  EncodeRequest as EncodeRequestInput,
  EncodeRequest__Output as EncodeRequest,
} from './generated/ordena/v1/EncodeRequest.js';
export type {
  DecodeRequest as DecodeRequestInput,
  DecodeRequest__Output as DecodeRequest,
} from './generated/ordena/v1/DecodeRequest.js';
export type {
  FormatExampleRequest as FormatExampleRequestInput,
  FormatExampleRequest__Output as FormatExampleRequest,
} from './generated/ordena/v1/FormatExampleRequest.js';
export type {
  TokenizeDatasetRequest as TokenizeDatasetRequestInput,
  TokenizeDatasetRequest__Output as TokenizeDatasetRequest,
} from './generated/ordena/v1/TokenizeDatasetRequest.js';
export type {
  TokenizeSettings as TokenizeSettingsInput,
  TokenizeSettings__Output as TokenizeSettings,
} from './generated/ordena/v1/TokenizeSettings.js';
export type {
  StartRunRequest as StartRunRequestInput,
  StartRunRequest__Output as StartRunRequest,
} from './generated/ordena/v1/StartRunRequest.js';
export type {
  GetRunRequest as GetRunRequestInput,
  GetRunRequest__Output as GetRunRequest,
} from './generated/ordena/v1/GetRunRequest.js';
export type {
  ListRunsRequest as ListRunsRequestInput,
  ListRunsRequest__Output as ListRunsRequest,
} from './generated/ordena/v1/ListRunsRequest.js';
export type {
  CancelRunRequest as CancelRunRequestInput,
  CancelRunRequest__Output as CancelRunRequest,
} from './generated/ordena/v1/CancelRunRequest.js';
export type {
  WatchRunRequest as WatchRunRequestInput,
  WatchRunRequest__Output as WatchRunRequest,
} from './generated/ordena/v1/WatchRunRequest.js';
export type {
  UploadDatasetRequest as UploadDatasetRequestInput,
  UploadDatasetRequest__Output as UploadDatasetRequest,
} from './generated/ordena/v1/UploadDatasetRequest.js';
export type {
  ProfileOverrides as ProfileOverridesInput,
  ProfileOverrides__Output as ProfileOverrides,
} from './generated/ordena/v1/ProfileOverrides.js';
export type {
  DatasetSource as DatasetSourceInput,
  DatasetSource__Output as DatasetSource,
} from './generated/ordena/v1/DatasetSource.js';
export type {
  TokenizableOrder as TokenizableOrderInput,
  TokenizableOrder__Output as TokenizableOrder,
} from './generated/ordena/v1/TokenizableOrder.js';
export type {
  AugmentableOrder as AugmentableOrderInput,
  AugmentableOrder__Output as AugmentableOrder,
} from './generated/ordena/v1/AugmentableOrder.js';
export type {
  AugmentResponse,
  AugmentResponse__Output as ReceivedAugmentResponse,
} from './generated/ordena/v1/AugmentResponse.js';
export type {
  AugmentDatasetResponse,
  AugmentDatasetResponse__Output as ReceivedAugmentDatasetResponse,
} from './generated/ordena/v1/AugmentDatasetResponse.js';
export type {
  TokenizeDatasetResponse,
  TokenizeDatasetResponse__Output as ReceivedTokenizeDatasetResponse,
} from './generated/ordena/v1/TokenizeDatasetResponse.js';
export type {
  FormatExampleResponse,
  FormatExampleResponse__Output as ReceivedFormatExampleResponse,
} from './generated/ordena/v1/FormatExampleResponse.js';
export type {
  UploadDatasetResponse,
  UploadDatasetResponse__Output as ReceivedUploadDatasetResponse,
} from './generated/ordena/v1/UploadDatasetResponse.js';
export type {
  TrainingRun,
  TrainingRun__Output as ReceivedTrainingRun,
} from './generated/ordena/v1/TrainingRun.js';
export type {
  TrainingEvent,
  TrainingEvent__Output as ReceivedTrainingEvent,
} from './generated/ordena/v1/TrainingEvent.js';
export type { RunState } from './generated/ordena/v1/RunState.js';
