import { ATTRIBUTES, checkAttributes, type CloudEvent } from './cloud-event.js';
import { EventsError } from './errors.js';
import type { IncomingRecord, OutgoingRecord } from './records.js';

/** Media type of an event whose attributes stand beside its data in one JSON object. */
export const STRUCTURED_JSON = 'application/cloudevents+json';
const CONTENT_TYPE = 'content-type';
const JSON_TYPE = 'application/json';

/** How an event is laid out in a record, by the Kafka protocol binding of CloudEvents. */
export type ContentMode =
  /** One JSON object with attributes and data. */
  | 'structured'
  /** Attributes as `ce_` headers, the data alone as the value. */
  | 'binary';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

/**
 * Text from bytes.
 *
 * @throws EventsError `NOT_UTF8`.
 */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch (error) {
    throw new EventsError('NOT_UTF8', 'the value is not UTF-8', { cause: error });
  }
}

/** The media type of a record without its parameters, in lower case; undefined when it has none. */
export function mediaType(headers: Readonly<Record<string, string>>): string | undefined {
  const type = headers[CONTENT_TYPE]?.split(';', 1)[0]?.trim().toLowerCase();
  return type === '' ? undefined : type;
}

/** Whether a record says that it is a CloudEvent, in either mode. */
export function isCloudEvent(headers: Readonly<Record<string, string>>): boolean {
  return (
    headers['ce_specversion'] !== undefined ||
    (mediaType(headers) ?? '').startsWith('application/cloudevents')
  );
}

/**
 * An event as a record. The trace context is a plain header too, where tracing tools look for it.
 *
 * @param key the record's key; readers get the records of one key in their order.
 */
export function encodeEvent(
  event: CloudEvent,
  { key = null, mode = 'structured' }: { key?: string | Buffer | null; mode?: ContentMode } = {},
): OutgoingRecord {
  const keyBytes = typeof key === 'string' ? Buffer.from(key) : key;
  const trace = traceHeaders(event);
  if (mode === 'structured') {
    const headers = { [CONTENT_TYPE]: `${STRUCTURED_JSON}; charset=utf-8`, ...trace };
    return { key: keyBytes, value: Buffer.from(JSON.stringify(event)), headers };
  }
  const headers: Record<string, string> = { ...trace };
  for (const name of ATTRIBUTES) {
    const value = event[name];
    if (value !== undefined) headers[name === 'datacontenttype' ? CONTENT_TYPE : `ce_${name}`] = value;
  }
  headers[CONTENT_TYPE] ??= JSON_TYPE;
  const value = isJson(headers[CONTENT_TYPE]) ? JSON.stringify(event.data) : dataText(event.data);
  return { key: keyBytes, value: Buffer.from(value ?? ''), headers };
}

/**
 * The event in a record. Data of a JSON type is parsed, of a text type a string, of any other type a Buffer.
 *
 * @throws EventsError `NOT_UTF8`, `NOT_JSON`, `EVENT_INVALID`, or `CONTENT_TYPE_UNKNOWN` for batches and other formats.
 */
export function decodeEvent({ headers, value }: Pick<IncomingRecord, 'headers' | 'value'>): CloudEvent {
  const type = mediaType(headers);
  if (headers['ce_specversion'] !== undefined) return decodeBinary(headers, value, type);
  if (type !== STRUCTURED_JSON) {
    throw new EventsError('CONTENT_TYPE_UNKNOWN', `no CloudEvent is read from ${type ?? 'no content type'}`, {
      field: CONTENT_TYPE,
    });
  }
  return withTrace(parseStructured(decodeUtf8(value ?? Buffer.alloc(0))), headers);
}

/**
 * A structured event from its JSON.
 *
 * @throws EventsError `NOT_JSON`, `EVENT_INVALID`.
 */
export function parseStructured(text: string): CloudEvent {
  const value = parseJson(text);
  const event: CloudEvent = checkAttributes(value);
  const { data, data_base64: base64 } = value as { data?: unknown; data_base64?: unknown };
  if (typeof base64 === 'string') event.data = Buffer.from(base64, 'base64');
  else if (data !== undefined) event.data = data;
  return event;
}

/** @throws EventsError `NOT_JSON`. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new EventsError('NOT_JSON', 'the value is not JSON', { cause: error });
  }
}

function decodeBinary(
  headers: Readonly<Record<string, string>>,
  value: Buffer | null,
  type: string | undefined,
): CloudEvent {
  const attributes = Object.fromEntries(ATTRIBUTES.map((name) => [name, headers[`ce_${name}`]]));
  attributes['datacontenttype'] = type;
  const event: CloudEvent = checkAttributes(attributes);
  if (value === null || value.length === 0) return withTrace(event, headers);
  if (type === undefined || isJson(type)) event.data = parseJson(decodeUtf8(value));
  else event.data = type.startsWith('text/') ? decodeUtf8(value) : value;
  return withTrace(event, headers);
}

/** The trace that the event says itself; else that of the record. Never one's parent with the other's state. */
function withTrace(event: CloudEvent, headers: Readonly<Record<string, string>>): CloudEvent {
  return event.traceparent === undefined ? { ...event, ...traceHeaders(headers) } : event;
}

function traceHeaders({ traceparent, tracestate }: { traceparent?: string; tracestate?: string }): {
  traceparent?: string;
  tracestate?: string;
} {
  if (traceparent === undefined) return {};
  return { traceparent, ...(tracestate === undefined ? {} : { tracestate }) };
}

function isJson(type: string): boolean {
  return /[/+]json\b/.test(type);
}

function dataText(data: unknown): string | Uint8Array | undefined {
  return typeof data === 'string' || data instanceof Uint8Array ? data : JSON.stringify(data);
}
