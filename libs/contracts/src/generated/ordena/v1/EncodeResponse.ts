// Original file: ../../proto/ordena/v1/tokenization.proto


export interface EncodeResponse {
  'ids'?: (number)[];
}

export interface EncodeResponse__Output {
  'ids': (number)[];
}
