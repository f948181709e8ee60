import { describe, expect, it } from 'vitest';

import { evidenceStatus, evidenceStatusName } from './evidence-status.js';

describe('evidenceStatusName', () => {
  it.each(['exact', 'normalised', 'derived'] as const)('reads back %s', (name) => {
    expect(evidenceStatusName(evidenceStatus(name))).toBe(name);
  });

  it.each(['EVIDENCE_STATUS_UNSPECIFIED', 'EVIDENCE_STATUS_GUESSED', ''])('does not know %s', (status) => {
    expect(evidenceStatusName(status)).toBeUndefined();
  });
});
