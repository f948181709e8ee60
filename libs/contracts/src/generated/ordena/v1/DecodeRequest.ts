// Original file: ../../proto/ordena/v1/tokenization.proto


export interface DecodeRequest {
  'ids'?: (number)[];
  'model'?: (string);
  '_model'?: "model";
}

export interface DecodeRequest__Output {
  'ids': (number)[];
  'model'?: (string);
  '_model'?: "model";
}
