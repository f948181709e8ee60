// Original file: ../../proto/ordena/v1/tokenization.proto


export interface EncodeRequest {
  'text'?: (string);
  'model'?: (string);
  '_model'?: "model";
}

export interface EncodeRequest__Output {
  'text': (string);
  'model'?: (string);
  '_model'?: "model";
}
