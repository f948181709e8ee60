import { describe, expect, it } from 'vitest';

import {
  canonicalizationServiceDefinition,
  requestFault,
  tokenizationServiceDefinition,
} from './service-definitions.js';

const { Canonicalize, CanonicalizeBatch } = canonicalizationServiceDefinition();
const { Decode } = tokenizationServiceDefinition();

/** Puts a byte that is never UTF-8 where the placeholder stands. */
const spoil = (bytes: Buffer): Buffer => {
  const spoilt = Buffer.from(bytes);
  spoilt[spoilt.indexOf('@')] = 0xff;
  return spoilt;
};

describe('requests on the wire', () => {
  it('pass when they are UTF-8', () => {
    const request = Canonicalize.requestDeserialize(
      Canonicalize.requestSerialize({ text: 'dos bidones ñ €' }),
    );
    expect(request.text).toBe('dos bidones ñ €');
    expect(requestFault(request)).toBeUndefined();
  });

  it('are at fault where a string is not', () => {
    const request = Canonicalize.requestDeserialize(
      spoil(Canonicalize.requestSerialize({ text: 'bid@n', maxNewTokens: 5 })),
    );
    expect(requestFault(request)).toMatchObject({
      code: 'UTF8_INVALID',
      field: 'text',
      message: 'text is not UTF-8 at byte 3 (0xff)',
    });
  });

  it('are at fault where a field has another type', () => {
    const good = Canonicalize.requestSerialize({ text: 'dos', maxNewTokens: 5 });
    // The field's number and the wire type are one byte each: 0x38 is field 7 as a varint.
    expect(good.indexOf(0x38)).toBeGreaterThan(0);
    const asText = Buffer.concat([good.subarray(0, good.indexOf(0x38)), Buffer.from([0x3a, 1, 0x35])]);
    expect(requestFault(Canonicalize.requestDeserialize(asText))).toMatchObject({
      code: 'FIELD_INVALID',
      field: 'max_new_tokens',
      message: 'max_new_tokens has another type: it must be int32',
    });
  });

  it('pass with fields that only a newer contract has, and with packed and unpacked numbers', () => {
    const newer = Buffer.concat([
      Canonicalize.requestSerialize({ text: 'dos' }),
      Buffer.from([0xf8, 0x07, 1]),
    ]);
    expect(requestFault(Canonicalize.requestDeserialize(newer))).toBeUndefined();
    const packed = Decode.requestSerialize({ ids: [1, 2] });
    for (const bytes of [packed, Buffer.from([0x08, 1, 0x08, 2])]) {
      const request = Decode.requestDeserialize(bytes);
      expect(request.ids).toEqual([1, 2]);
      expect(requestFault(request)).toBeUndefined();
    }
  });

  it('are at fault by the path inside a batch', () => {
    const batch = CanonicalizeBatch.requestSerialize({
      requests: [{ text: 'uno' }, { text: 'dos', model: 'm@' }],
    });
    expect(requestFault(CanonicalizeBatch.requestDeserialize(spoil(batch)))).toMatchObject({
      field: 'requests[1].model',
    });
  });
});
