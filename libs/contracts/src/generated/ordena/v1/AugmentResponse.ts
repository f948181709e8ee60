// Original file: ../../proto/ordena/v1/augmentation.proto


export interface AugmentResponse {
  'variants'?: (string)[];
}

export interface AugmentResponse__Output {
  'variants': (string)[];
}
