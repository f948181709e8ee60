/**
 * Orders as a stream: `orders.raw` in, `orders.canonical`, `orders.review` and `orders.dlq` out.
 *
 * @example
 * ```ts
 * await runOrderStream({ ORDENA_KAFKA_BROKERS: '127.0.0.1:9092', ORDENA_INFERENCE_ADDR: '127.0.0.1:50051' });
 * ```
 * @module
 */
export { runOrderStream } from './main.js';
export { startOrderStream, type OrderStream, type OrderStreamOptions } from './order-stream.js';
export { inboxConfigSchema, kafkaConfigSchema, orderStreamConfigSchema, streamSettings } from './config.js';
export {
  DEFAULT_SETTINGS,
  TOPICS,
  topicsWithPrefix,
  type StreamSettings,
  type StreamTopics,
} from './stream-settings.js';
export { ReadFailure, StreamError, type StreamErrorCode } from './errors.js';
export { GrpcOrderReader, type OrderReader } from './order-reader.js';
export { createStreamMetrics, type StreamMetrics } from './stream-metrics.js';
export { TYPES, type DeadLetter, type OrderResult } from './results.js';
export { RAW_TYPE, type RawOrder, type RefusalReason } from './read-record.js';
export { CORRECTION_TYPE, followCorrections, type CorrectionStore, type RunStarter } from './corrections.js';
export { keepCorrections, type KeepCorrectionsOptions } from './keep-corrections.js';
export { startInbox, type InboxOptions } from './inbox.js';
export { startCorrectionsInbox, type CorrectionsInboxOptions } from './corrections-inbox.js';
