import type { EvidenceStatus__Output as EvidenceStatus } from './generated/ordena/v1/EvidenceStatus.js';

const NAMES = {
  exact: 'EVIDENCE_STATUS_EXACT',
  normalised: 'EVIDENCE_STATUS_NORMALISED',
  derived: 'EVIDENCE_STATUS_DERIVED',
} as const satisfies Record<string, EvidenceStatus>;

/** How a text says a value, as programs call it: to the letter, in another way, or nowhere. */
export type EvidenceStatusName = keyof typeof NAMES;

/** The same as it goes over the wire. */
export function evidenceStatus(name: EvidenceStatusName): EvidenceStatus {
  return NAMES[name];
}

/** The inverse; undefined for what is not set, and for what a newer server may send. */
export function evidenceStatusName(status: string): EvidenceStatusName | undefined {
  return (Object.keys(NAMES) as EvidenceStatusName[]).find((name) => NAMES[name] === status);
}
