// Original file: ../../proto/ordena/v1/tokenization.proto


export interface TokenizeDatasetResponse {
  'id'?: (string);
  'ids'?: (number)[];
  'labels'?: (number)[];
  'truncated'?: (boolean);
}

export interface TokenizeDatasetResponse__Output {
  'id': (string);
  'ids': (number)[];
  'labels': (number)[];
  'truncated': (boolean);
}
