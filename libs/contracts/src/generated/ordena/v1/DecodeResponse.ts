// Original file: ../../proto/ordena/v1/tokenization.proto


export interface DecodeResponse {
  'text'?: (string);
}

export interface DecodeResponse__Output {
  'text': (string);
}
