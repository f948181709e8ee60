/**
 * Ordena's services for programs that call them.
 *
 * @example
 * ```ts
 * import { connectOrdena } from '@ordena/client';
 * const ordena = connectOrdena({ target: '127.0.0.1:50051' });
 * const { order } = await ordena.canonicalize('Manden 20 cajas de cloro, urge');
 * for await (const result of ordena.canonicalizeStream(texts)) console.log(result.index, result.ok);
 * ordena.close();
 * ```
 * @module
 */
export { connectOrdena, OrdenaClient, type HealthOptions } from './ordena-client.js';
export type { OrdenaClientOptions, SeparateService, TlsOptions } from './options.js';
export type { CallOptions } from './calls.js';
export type { RetryPolicy } from './retry.js';
export { OrdenaCallError, type FieldViolation, type OrdenaCallErrorCode, type StatusName } from './errors.js';
export type {
  CanonicalizeAnswer,
  CanonicalizeRequest,
  CanonicalizeResult,
  FieldEvidence,
  ReviewReason,
  StreamOptions,
} from './canonicalization.js';
export type { AliasChange, ModelInfo, ModelList, Models, Traffic, TrafficReport } from './models.js';
export type {
  ListRunsRequest,
  RunPage,
  StartRunRequest,
  Training,
  TrainingEvent,
  TrainingRun,
  UploadedDataset,
  WatchOptions,
} from './training.js';
export type {
  AugmentableOrder,
  Augmentation,
  AugmentedOrder,
  AugmentRequest,
  AugmentSettings,
  FormatExampleRequest,
  FormattedExample,
  TokenizableOrder,
  Tokenization,
  TokenizedRow,
  TokenizeSettings,
} from './rows.js';
export type { ServingStatus } from '@ordena/contracts';
export type { CanonicalOrder } from '@ordena/orders';
