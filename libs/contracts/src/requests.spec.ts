import { describe, expect, it } from 'vitest';

import { ContractsError } from './errors.js';
import { MAX_TEXT_BYTES, checkOrderText, parseCanonicalizeRequest, readOrderText } from './requests.js';

const fault = (run: () => unknown): ContractsError => {
  try {
    run();
  } catch (error) {
    if (error instanceof ContractsError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
};

describe('order texts', () => {
  it('takes a text at the limit and not one byte more', () => {
    expect(() => {
      checkOrderText('a'.repeat(MAX_TEXT_BYTES));
    }).not.toThrow();
    const error = fault(() => {
      checkOrderText('ñ'.repeat(MAX_TEXT_BYTES / 2) + 'a');
    });
    expect(error).toMatchObject({ code: 'TEXT_TOO_LONG', field: 'text' });
    expect(error.message).toContain('16385 bytes');
  });

  it.each(['', '  \n\t '])('says that %j is empty', (text) => {
    expect(
      fault(() => {
        checkOrderText(text);
      }),
    ).toMatchObject({ code: 'EMPTY_TEXT' });
  });

  it('names the source and the byte when bytes are not UTF-8', () => {
    const error = fault(() => readOrderText(Buffer.from([0x61, 0xf3, 0x6e]), 'standard input'));
    expect(error).toMatchObject({ code: 'UTF8_INVALID', message: 'standard input is not UTF-8 at byte 1' });
  });
});

describe('parseCanonicalizeRequest', () => {
  const request = { text: 'dos sillas', mode: 'DECODING_MODE_UNSPECIFIED' };

  it('drops what is not in the contract', () => {
    expect(parseCanonicalizeRequest({ ...request, _model: 'model' })).toEqual(request);
  });

  it('says where a batch is at fault', () => {
    expect(fault(() => parseCanonicalizeRequest({ ...request, text: '' }, 'requests[2]'))).toMatchObject({
      code: 'EMPTY_TEXT',
      field: 'requests[2].text',
    });
  });

  it.each(['mañana', '2026-02-30', '2026-2-3', '02/03/2026', ''])('refuses %j as a reference date', (day) => {
    expect(fault(() => parseCanonicalizeRequest({ ...request, referenceDate: day }))).toMatchObject({
      code: 'FIELD_INVALID',
      field: 'reference_date',
    });
  });

  it('takes a day as the reference date', () => {
    const dated = { ...request, referenceDate: '2024-02-29' };
    expect(parseCanonicalizeRequest(dated)).toEqual(dated);
  });

  it('bounds the number of tokens', () => {
    expect(fault(() => parseCanonicalizeRequest({ ...request, maxNewTokens: 0 }))).toMatchObject({
      code: 'FIELD_INVALID',
      field: 'max_new_tokens',
    });
  });
});
