// Original file: ../../proto/ordena/v1/canonicalization.proto


export interface Usage {
  'promptTokens'?: (number);
  'newTokens'?: (number);
}

export interface Usage__Output {
  'promptTokens': (number);
  'newTokens': (number);
}
