/**
 * CloudEvents 1.0 over Kafka, and the same interface in memory.
 *
 * @example
 * ```ts
 * const events = await KafkaEvents.connect({ brokers: ['127.0.0.1:9092'] }); // or new MemoryEvents()
 * await events.ensureTopics([{ topic: 'orders.raw' }]);
 * await events.publish('orders.raw', [{ key: 'A-1', event }]);
 * const subscription = await events.subscribe('orders.raw', { group: 'mine' }, async ({ event }) => { … });
 * await events.close();
 * ```
 * @module
 */
export type { CloudEvent } from './cloud-event.js';
export {
  decodeEvent,
  decodeUtf8,
  encodeEvent,
  isCloudEvent,
  mediaType,
  parseJson,
  parseStructured,
  STRUCTURED_JSON,
  type ContentMode,
} from './codec.js';
export { EventsError, type EventsErrorCode } from './errors.js';
export { KafkaEvents } from './kafka-events.js';
export { kafkaConfigShape, kafkaSettings, type KafkaConfig, type KafkaSettings } from './kafka-settings.js';
export { MemoryEvents } from './memory-events.js';
export type { IncomingRecord, OutgoingRecord } from './records.js';
export type {
  Checkpoint,
  Delivery,
  EventBus,
  EventPublisher,
  EventSource,
  GroupOptions,
  PartitionCommit,
  PartitionLease,
  PartitionWorker,
  ScanOptions,
  Subscription,
  TopicSpec,
} from './bus.js';
export { jittered } from './jitter.js';
