import { STRUCTURED_JSON, type IncomingRecord } from '@ordena/events';
import { describe, expect, it } from 'vitest';

import { RAW_TYPE, readRecord } from './read-record.js';

function record(value: Buffer | string | null, headers: Record<string, string> = {}): IncomingRecord {
  const bytes = typeof value === 'string' ? Buffer.from(value) : value;
  return { topic: 'orders.raw', partition: 1, offset: 7, key: null, value: bytes, headers, timestamp: 0 };
}
const ce = { 'content-type': STRUCTURED_JSON };
const event = { specversion: '1.0', id: 'e1', source: '/shop', type: RAW_TYPE };

describe('readRecord', () => {
  it.each([
    ['plain text', record(' dos sillas\n'), { id: 'orders.raw/1/7', text: 'dos sillas' }],
    [
      'JSON',
      record('{"text":"dos sillas","order_id":"A"}', { 'content-type': 'application/json' }),
      { id: 'A' },
    ],
    [
      'an event',
      record(JSON.stringify({ ...event, subject: 'S', data: { text: 'x y' } }), ce),
      { id: 'S', text: 'x y' },
    ],
    [
      'an event whose data is text',
      record(JSON.stringify({ ...event, data: 'x y' }), ce),
      { id: 'e1', text: 'x y' },
    ],
    ['an event without headers', record(JSON.stringify({ ...event, data: 'x y' })), { id: 'e1' }],
    [
      'an event in binary mode',
      record('{"text":"x y","model":"m"}', {
        ce_specversion: '1.0',
        ce_id: 'b',
        ce_source: '/s',
        ce_type: RAW_TYPE,
        'content-type': 'application/json',
        traceparent: '00-a',
        tracestate: 'shop=1',
      }),
      { id: 'b', model: 'm', trace: { traceparent: '00-a', tracestate: 'shop=1' } },
    ],
  ])('reads %s', (_, given, expected) => {
    expect(readRecord(given, 1000)).toMatchObject(expected);
  });

  it.each([{ traceparent: '00-ñ' }, { traceparent: '00-a', tracestate: 'a\nb' }, { tracestate: 'shop=1' }])(
    'reads an order whose trace %o cannot be sent on, without it',
    (headers) => {
      expect(readRecord(record('x y', headers), 1000)).not.toHaveProperty('trace');
    },
  );

  it.each([
    ['EMPTY', record(null)],
    ['EMPTY', record('')],
    ['EMPTY', record('  \n ')],
    ['TOO_LARGE', record('a'.repeat(1001))],
    ['NOT_UTF8', record(Buffer.from([0xff, 0xfe]))],
    ['NOT_JSON', record('{', ce)],
    ['NOT_JSON', record('{', { 'content-type': 'application/json' })],
    ['EVENT_INVALID', record('{"specversion":"1.0"}', ce)],
    ['UNKNOWN_SCHEMA', record(JSON.stringify({ ...event, type: 'other' }), ce)],
    ['UNKNOWN_SCHEMA', record(JSON.stringify({ ...event, data: { pedido: 'x' } }), ce)],
    ['UNKNOWN_CONTENT_TYPE', record('x', { 'content-type': 'image/png' })],
    ['UNKNOWN_CONTENT_TYPE', record('[]', { 'content-type': 'application/cloudevents-batch+json' })],
    ['NO_ORDER', record('12 / 34 -- ...')],
  ])('refuses with %s', (reason, given) => {
    expect(readRecord(given, 1000)).toMatchObject({ reason });
  });

  it('refuses a text that the engine would', () => {
    expect(readRecord(record('a'.repeat(20_000)), 1_000_000)).toMatchObject({ reason: 'TEXT_TOO_LONG' });
  });
});
