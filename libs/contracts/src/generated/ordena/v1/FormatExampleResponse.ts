// Original file: ../../proto/ordena/v1/tokenization.proto

import type { TokenizeDatasetResponse as _ordena_v1_TokenizeDatasetResponse, TokenizeDatasetResponse__Output as _ordena_v1_TokenizeDatasetResponse__Output } from '../../ordena/v1/TokenizeDatasetResponse.js';

export interface FormatExampleResponse {
  'prompt'?: (string);
  'target'?: (string);
  'row'?: (_ordena_v1_TokenizeDatasetResponse | null);
}

export interface FormatExampleResponse__Output {
  'prompt': (string);
  'target': (string);
  'row': (_ordena_v1_TokenizeDatasetResponse__Output | null);
}
