import { describe, expect, it } from 'vitest';

import type { CloudEvent } from './cloud-event.js';
import { decodeEvent, encodeEvent, STRUCTURED_JSON } from './codec.js';

const event: CloudEvent = {
  specversion: '1.0',
  id: 'a',
  source: '/s',
  type: 't.v1',
  subject: 'ñ',
  time: '2026-01-02T03:04:05Z',
  traceparent: '00-1',
  data: { texto: 'año' },
};
const structured = { 'content-type': STRUCTURED_JSON };

describe('codec', () => {
  it.each(['structured', 'binary'] as const)('gives back what was encoded, %s', (mode) => {
    const record = encodeEvent(event, { key: 'k', mode });
    expect(record.key?.toString()).toBe('k');
    expect(record.headers['traceparent']).toBe('00-1');
    expect(decodeEvent(record)).toMatchObject(event);
  });

  it('keeps text and bytes as they are in binary mode', () => {
    const text = { ...event, datacontenttype: 'text/plain', data: 'año' };
    expect(decodeEvent(encodeEvent(text, { mode: 'binary' })).data).toBe('año');
    const bytes = { ...event, datacontenttype: 'image/png', data: Buffer.from([255, 1]) };
    expect(decodeEvent(encodeEvent(bytes, { mode: 'binary' })).data).toEqual(Buffer.from([255, 1]));
  });

  it.each([
    ['NOT_UTF8', Buffer.from([0xff]), structured],
    ['NOT_JSON', Buffer.from('{'), structured],
    ['EVENT_INVALID', Buffer.from('[]'), structured],
    ['EVENT_INVALID', Buffer.from('{"specversion":"0.3","id":"a","source":"s","type":"t"}'), structured],
    ['EVENT_INVALID', null, { ce_specversion: '1.0' }],
    ['CONTENT_TYPE_UNKNOWN', Buffer.from('x'), {}],
    ['CONTENT_TYPE_UNKNOWN', Buffer.from('[]'), { 'content-type': 'application/cloudevents-batch+json' }],
  ])('says %s', (code, value, headers) => {
    expect(() => decodeEvent({ value, headers })).toThrow(expect.objectContaining({ code }) as Error);
  });

  it('names every attribute at fault', () => {
    const value = Buffer.from('{"specversion":"1.0","id":"","source":"s"}');
    expect(() => decodeEvent({ value, headers: structured })).toThrow(/id: .*type: /);
  });
});
