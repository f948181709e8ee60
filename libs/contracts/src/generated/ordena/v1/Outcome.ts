// Original file: ../../proto/ordena/v1/canonicalization.proto

export const Outcome = {
  OUTCOME_UNSPECIFIED: 'OUTCOME_UNSPECIFIED',
  OUTCOME_OK: 'OUTCOME_OK',
  OUTCOME_TRUNCATED: 'OUTCOME_TRUNCATED',
  OUTCOME_INVALID: 'OUTCOME_INVALID',
} as const;

export type Outcome =
  | 'OUTCOME_UNSPECIFIED'
  | 0
  | 'OUTCOME_OK'
  | 1
  | 'OUTCOME_TRUNCATED'
  | 2
  | 'OUTCOME_INVALID'
  | 3

export type Outcome__Output = typeof Outcome[keyof typeof Outcome]
