// Original file: ../../proto/ordena/v1/augmentation.proto


export interface AugmentDatasetResponse {
  'id'?: (string);
  'text'?: (string);
  'orderJson'?: (string);
  '_orderJson'?: "orderJson";
}

export interface AugmentDatasetResponse__Output {
  'id': (string);
  'text': (string);
  'orderJson'?: (string);
  '_orderJson'?: "orderJson";
}
