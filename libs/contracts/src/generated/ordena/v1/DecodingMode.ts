// Original file: ../../proto/ordena/v1/canonicalization.proto

export const DecodingMode = {
  DECODING_MODE_UNSPECIFIED: 'DECODING_MODE_UNSPECIFIED',
  DECODING_MODE_CONSTRAINED: 'DECODING_MODE_CONSTRAINED',
  DECODING_MODE_FREE: 'DECODING_MODE_FREE',
} as const;

export type DecodingMode =
  | 'DECODING_MODE_UNSPECIFIED'
  | 0
  | 'DECODING_MODE_CONSTRAINED'
  | 1
  | 'DECODING_MODE_FREE'
  | 2

export type DecodingMode__Output = typeof DecodingMode[keyof typeof DecodingMode]
