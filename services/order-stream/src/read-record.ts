import { checkOrderText, ContractsError } from '@ordena/contracts';
import {
  decodeEvent,
  decodeUtf8,
  EventsError,
  isCloudEvent,
  mediaType,
  parseJson,
  parseStructured,
  type CloudEvent,
  type IncomingRecord,
} from '@ordena/events';
import type { TraceCarrier } from '@ordena/service-kit';
import { z } from 'zod';

/** Type of the events that carry an order as it was written. */
export const RAW_TYPE = 'ordena.order.received.v1';

/** Why an order cannot be processed, for programs; stands in the dead letter. */
export type RefusalReason =
  | 'EMPTY'
  | 'TOO_LARGE'
  | 'NOT_UTF8'
  | 'NOT_JSON'
  | 'EVENT_INVALID'
  | 'UNKNOWN_SCHEMA'
  | 'UNKNOWN_CONTENT_TYPE'
  | 'TEXT_TOO_LONG'
  | 'NO_ORDER'
  | 'REFUSED'
  | 'ATTEMPTS_EXHAUSTED'
  | 'CORRECTION_INVALID';

/** An order as it was written, ready for the engine. */
export interface RawOrder {
  /** The caller's id, or `topic/partition/offset`: the same at every reading. */
  id: string;
  text: string;
  /** The model to ask, when the event names one. */
  model?: string;
  /** W3C trace context (`traceparent`, `tracestate`), when it came with one. */
  trace?: TraceCarrier;
}

/** Why there is no order in a record. */
export interface Refusal {
  reason: RefusalReason;
  message: string;
  /** What could be read all the same: its dead letter bears its id and trace. */
  order?: RawOrder;
}

const orderData = z.object({
  text: z.string(),
  model: z.string().min(1).optional(),
  order_id: z.string().min(1).optional(),
});

/** What each fault of an event means for its order. */
const EVENT_REASONS: Readonly<Partial<Record<EventsError['code'], RefusalReason>>> = {
  NOT_UTF8: 'NOT_UTF8',
  NOT_JSON: 'NOT_JSON',
  EVENT_INVALID: 'EVENT_INVALID',
  CONTENT_TYPE_UNKNOWN: 'UNKNOWN_CONTENT_TYPE',
};
const TEXT_REASONS: Readonly<Partial<Record<ContractsError['code'], RefusalReason>>> = {
  EMPTY_TEXT: 'EMPTY',
  TEXT_TOO_LONG: 'TEXT_TOO_LONG',
};

/** A place in a topic, as an id. */
export function recordId({ topic, partition, offset }: IncomingRecord): string {
  return `${topic}/${partition}/${offset}`;
}

/**
 * The order in a record: a CloudEvent of type {@link RAW_TYPE} in either mode, JSON `{text}`, or plain text.
 *
 * @param maxBytes largest value that is read.
 */
export function readRecord(record: IncomingRecord, maxBytes: number): RawOrder | Refusal {
  const { value } = record;
  if (value === null || value.length === 0) return { reason: 'EMPTY', message: 'the record has no value' };
  if (value.length > maxBytes) {
    return { reason: 'TOO_LARGE', message: `the value has ${value.length} bytes, more than ${maxBytes}` };
  }
  try {
    const order = read(record, value);
    return isRefusal(order) ? order : (refusalOf(order) ?? order);
  } catch (error) {
    if (error instanceof EventsError)
      return { reason: EVENT_REASONS[error.code] ?? 'EVENT_INVALID', message: error.message };
    throw error;
  }
}

function refusalOf(order: RawOrder): Refusal | undefined {
  try {
    checkOrderText(order.text, 'text');
  } catch (error) {
    if (!(error instanceof ContractsError)) throw error;
    return { reason: TEXT_REASONS[error.code] ?? 'EVENT_INVALID', message: error.message, order };
  }
  if (/\p{L}/u.test(order.text)) return undefined;
  return { reason: 'NO_ORDER', message: 'the text has no letters', order };
}

/** Whether what was read is no order. */
export function isRefusal(read: RawOrder | Refusal): read is Refusal {
  return 'reason' in read;
}

function read(record: IncomingRecord, value: Buffer): RawOrder | Refusal {
  const { headers } = record;
  if (isCloudEvent(headers)) return fromEvent(decodeEvent(record), record);
  const type = mediaType(headers) ?? 'text/plain';
  if (type === 'application/json') return fromData(parseJson(decodeUtf8(value)), record, headers);
  if (!type.startsWith('text/'))
    return { reason: 'UNKNOWN_CONTENT_TYPE', message: `no order is read from ${type}` };
  const text = decodeUtf8(value);
  // Tools that set no headers (a console producer) send events too: they say themselves what they are.
  if (text.startsWith('{') && text.includes('"specversion"')) return fromEvent(parseStructured(text), record);
  return { id: recordId(record), text: text.trim(), ...traceOf(headers) };
}

function fromEvent(event: CloudEvent, record: IncomingRecord): RawOrder | Refusal {
  if (event.type !== RAW_TYPE)
    return {
      reason: 'UNKNOWN_SCHEMA',
      message: `events of type ${event.type} are not read, ${RAW_TYPE} are`,
    };
  const data = typeof event.data === 'string' ? { text: event.data } : event.data;
  const order = fromData(data, record, event);
  return isRefusal(order)
    ? order
    : { ...order, id: event.subject ?? (order.id === recordId(record) ? event.id : order.id) };
}

function fromData(data: unknown, record: IncomingRecord, trace: TraceSource): RawOrder | Refusal {
  const parsed = orderData.safeParse(data);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `data.${path.join('.')}: ${message}`);
    return { reason: 'UNKNOWN_SCHEMA', message: faults.join('; ') };
  }
  const { text, model, order_id: id } = parsed.data;
  const order = { id: id ?? recordId(record), text: text.trim(), ...(model === undefined ? {} : { model }) };
  return { ...order, ...traceOf(trace) };
}

/** Headers of a record or attributes of an event. */
interface TraceSource {
  readonly traceparent?: string;
  readonly tracestate?: string;
}

/** What gRPC metadata can carry. */
const SENDABLE = /^[ -~]*$/;

/**
 * The trace that a record or an event came with; `tracestate` means nothing alone. One that cannot be sent on is none:
 * the order is not to fail for it.
 */
export function traceOf({ traceparent, tracestate }: TraceSource): { trace?: TraceCarrier } {
  if (traceparent === undefined || !SENDABLE.test(traceparent + (tracestate ?? ''))) return {};
  return { trace: { traceparent, ...(tracestate === undefined ? {} : { tracestate }) } };
}
