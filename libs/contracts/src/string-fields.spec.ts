import { describe, expect, it } from 'vitest';

import { canonicalizationServiceDefinition, requestFault } from './service-definitions.js';

const { Canonicalize, CanonicalizeBatch } = canonicalizationServiceDefinition();

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

  it('are at fault by the path inside a batch', () => {
    const batch = CanonicalizeBatch.requestSerialize({
      requests: [{ text: 'uno' }, { text: 'dos', model: 'm@' }],
    });
    expect(requestFault(CanonicalizeBatch.requestDeserialize(spoil(batch)))).toMatchObject({
      field: 'requests[1].model',
    });
  });
});
