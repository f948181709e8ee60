// Original file: ../../proto/ordena/v1/tokenization.proto


export interface TokenizableOrder {
  'id'?: (string);
  'text'?: (string);
  'orderJson'?: (string);
}

export interface TokenizableOrder__Output {
  'id': (string);
  'text': (string);
  'orderJson': (string);
}
