import { evidenceStatusName, type EvidenceStatusName, type ReceivedResponse } from '@ordena/contracts';
import { encodeEvent, type CloudEvent, type IncomingRecord, type OutgoingRecord } from '@ordena/events';
import { injectTrace } from '@ordena/service-kit';

import { recordId, traceOf, type RawOrder, type RefusalReason } from './read-record.js';
import { TOPICS, type StreamTopics } from './stream-settings.js';
import type { Output } from './window.js';

/** Where our events come from. */
export const SOURCE = '/ordena/order-stream';
/** Types of our events. */
export const TYPES = {
  canonical: 'ordena.order.canonical.v1',
  review: 'ordena.order.review.v1',
  deadLetter: 'ordena.order.dead-letter.v1',
} as const;

/** Where a result's order was read. */
export interface RecordPlace {
  topic: string;
  partition: number;
  offset: number;
  /** When it was written, RFC 3339. */
  time: string;
}

/** A value of an order, and where its text says it. */
export interface ResultField {
  pointer: string;
  value: unknown;
  start?: number;
  end?: number;
  /** How the text says it. Not set: the model does not say. */
  status?: EvidenceStatusName;
  /** How likely it is right, 0 to 1. */
  confidence?: number;
}

/** An order in `orders.canonical` and `orders.review`. */
export interface OrderResult {
  order_id: string;
  order: unknown;
  model: string;
  fields: ResultField[];
  /** Whether confidences are calibrated. */
  calibrated: boolean;
  /** Why a person should look at it; empty in `orders.canonical`. */
  review_reasons: string[];
  /** The same for programs. */
  reviews: { code: string; message: string; pointers: string[]; expected?: string; found?: string }[];
  /** The order as it was written. */
  text: string;
  source: RecordPlace;
}

/** An order in `orders.dlq`. */
export interface DeadLetter {
  order_id: string;
  reason: RefusalReason;
  /** What is wrong, in one line. */
  message: string;
  /** Attempts at the engine; 0 when it was never asked. */
  attempts: number;
  source: RecordPlace;
  key_base64: string | null;
  headers: Readonly<Record<string, string>>;
  /** The value as it came. Not set when it is too large: it still stands at `source`. */
  value_base64?: string;
}

/** Largest value that a dead letter repeats, in bytes: with base64 it must stay below what a broker takes. */
const REPEATED_BYTES = 512 * 1024;

/** The answer of the engine as an event, for `orders.canonical` or, when a person should look, `orders.review`. */
export function orderOutput(
  record: IncomingRecord,
  order: RawOrder,
  response: ReceivedResponse,
  topics: StreamTopics,
): Output {
  const kind = response.needsReview || response.orderJson === '{}' ? 'review' : 'canonical';
  const data: OrderResult = {
    order_id: order.id,
    order: JSON.parse(response.orderJson) as unknown,
    model: response.model,
    fields: response.fields.map(toField),
    calibrated: response.calibrated,
    review_reasons: response.reviewReasons,
    reviews: response.reviews.map(({ code, message, pointers, expected, found }) => ({
      code,
      message,
      pointers,
      ...(expected === undefined ? {} : { expected }),
      ...(found === undefined ? {} : { found }),
    })),
    text: order.text,
    source: placeOf(record),
  };
  return toOutput(record, { topic: topics[kind], type: TYPES[kind], subject: order.id, data, order });
}

function toField(field: ReceivedResponse['fields'][number]): ResultField {
  const { pointer, valueJson, start, end, confidence } = field;
  const status = evidenceStatusName(field.status);
  return {
    pointer,
    value: JSON.parse(valueJson) as unknown,
    ...(start === undefined ? {} : { start }),
    ...(end === undefined ? {} : { end }),
    ...(status === undefined ? {} : { status }),
    ...(confidence === undefined ? {} : { confidence }),
  };
}

/** An order that cannot be processed, for `orders.dlq`. */
export function deadLetterOutput(
  record: IncomingRecord,
  {
    reason,
    message,
    attempts,
    order,
  }: { reason: RefusalReason; message: string; attempts: number; order?: RawOrder },
  topics: StreamTopics,
): Output {
  const { key, value, headers } = record;
  const id = order?.id ?? recordId(record);
  const data: DeadLetter = {
    order_id: id,
    reason,
    message,
    attempts,
    source: placeOf(record),
    key_base64: key?.toString('base64') ?? null,
    headers,
    ...(value === null || value.length > REPEATED_BYTES ? {} : { value_base64: value.toString('base64') }),
  };
  return toOutput(record, { topic: topics.deadLetters, type: TYPES.deadLetter, subject: id, data, order });
}

/**
 * The id of a result is made from the place of its order alone: a reader who gets it twice (after a re-submission of
 * the same event, say) can tell.
 */
function toOutput(
  record: IncomingRecord,
  {
    topic,
    type,
    subject,
    data,
    order,
  }: { topic: string; type: string; subject: string; data: unknown; order: RawOrder | undefined },
): Output {
  const { trace = traceOf(record.headers).trace } = order ?? {};
  const event: CloudEvent = {
    specversion: '1.0',
    id: recordId(record),
    source: SOURCE,
    type,
    subject,
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    ...injectTrace({ ...trace }),
    data,
  };
  return { topic, record: encodeEvent(event, { key: record.key }) };
}

function placeOf({ topic, partition, offset, timestamp }: IncomingRecord): RecordPlace {
  return { topic, partition, offset, time: new Date(timestamp).toISOString() };
}

/** A correction that cannot be kept, for `orders.dlq`. */
export function encodeRefusedCorrection(record: IncomingRecord, message: string): OutgoingRecord {
  const letter = { reason: 'CORRECTION_INVALID', message, attempts: 0 } as const;
  return deadLetterOutput(record, letter, TOPICS).record;
}
