import { z } from 'zod';

import { EventsError } from './errors.js';

/** A CloudEvent 1.0 (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md). */
export interface CloudEvent<T = unknown> {
  specversion: '1.0';
  /** Unique for its source: a reader that has seen it before may pass it over. */
  id: string;
  /** Where it came from, as a URI reference ("/ordena/order-stream"). */
  source: string;
  /** What happened ("ordena.order.canonical.v1"). */
  type: string;
  /** What it happened to: here the order's id. */
  subject?: string;
  /** When it happened, RFC 3339. */
  time?: string;
  /** Media type of `data`. Not set: JSON. */
  datacontenttype?: string;
  /** Schema of `data`, as a URI. */
  dataschema?: string;
  /** W3C trace context (https://www.w3.org/TR/trace-context/), by the distributed tracing extension. */
  traceparent?: string;
  tracestate?: string;
  data?: T;
}

/** The attributes that are read; others are passed over. */
export const ATTRIBUTES = [
  'specversion',
  'id',
  'source',
  'type',
  'subject',
  'time',
  'datacontenttype',
  'dataschema',
  'traceparent',
  'tracestate',
] as const;

const some = z.string().min(1);
const attributesSchema = z.object({
  specversion: z.literal('1.0'),
  id: some,
  source: some,
  type: some,
  subject: some.optional(),
  time: z.iso.datetime({ offset: true }).optional(),
  datacontenttype: some.optional(),
  dataschema: some.optional(),
  traceparent: some.optional(),
  tracestate: some.optional(),
});

/**
 * Checks the attributes of an event and leaves out what is no attribute.
 *
 * @param value what was read: attributes by name, `data` passed over.
 * @throws EventsError `EVENT_INVALID` that names every attribute at fault.
 */
export function checkAttributes(value: unknown): CloudEvent<undefined> {
  const parsed = attributesSchema.safeParse(value);
  if (parsed.success) {
    const given = Object.entries(parsed.data).filter(([, attribute]) => attribute !== undefined);
    return Object.fromEntries(given) as unknown as CloudEvent<undefined>;
  }
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'event'}: ${message}`);
  throw new EventsError('EVENT_INVALID', `not a CloudEvent 1.0: ${faults.join('; ')}`, {
    field: String(parsed.error.issues[0]?.path[0] ?? ''),
    cause: parsed.error,
  });
}
