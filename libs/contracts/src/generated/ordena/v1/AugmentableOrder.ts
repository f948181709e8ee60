// Original file: ../../proto/ordena/v1/augmentation.proto


export interface AugmentableOrder {
  'id'?: (string);
  'text'?: (string);
  'orderJson'?: (string);
  '_orderJson'?: "orderJson";
}

export interface AugmentableOrder__Output {
  'id': (string);
  'text': (string);
  'orderJson'?: (string);
  '_orderJson'?: "orderJson";
}
