// Original file: ../../proto/ordena/v1/tokenization.proto

export const LabelKind = {
  LABEL_KIND_UNSPECIFIED: 'LABEL_KIND_UNSPECIFIED',
  LABEL_KIND_ANSWER: 'LABEL_KIND_ANSWER',
  LABEL_KIND_SEQUENCE: 'LABEL_KIND_SEQUENCE',
} as const;

export type LabelKind =
  | 'LABEL_KIND_UNSPECIFIED'
  | 0
  | 'LABEL_KIND_ANSWER'
  | 1
  | 'LABEL_KIND_SEQUENCE'
  | 2

export type LabelKind__Output = typeof LabelKind[keyof typeof LabelKind]
