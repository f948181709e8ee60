// Original file: ../../proto/ordena/v1/canonicalization.proto

export const EvidenceStatus = {
  EVIDENCE_STATUS_UNSPECIFIED: 'EVIDENCE_STATUS_UNSPECIFIED',
  EVIDENCE_STATUS_EXACT: 'EVIDENCE_STATUS_EXACT',
  EVIDENCE_STATUS_NORMALISED: 'EVIDENCE_STATUS_NORMALISED',
  EVIDENCE_STATUS_DERIVED: 'EVIDENCE_STATUS_DERIVED',
} as const;

export type EvidenceStatus =
  | 'EVIDENCE_STATUS_UNSPECIFIED'
  | 0
  | 'EVIDENCE_STATUS_EXACT'
  | 1
  | 'EVIDENCE_STATUS_NORMALISED'
  | 2
  | 'EVIDENCE_STATUS_DERIVED'
  | 3

export type EvidenceStatus__Output = typeof EvidenceStatus[keyof typeof EvidenceStatus]
