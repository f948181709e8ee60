// Original file: ../../proto/ordena/v1/training.proto

import type { CorrectionsSource as _ordena_v1_CorrectionsSource, CorrectionsSource__Output as _ordena_v1_CorrectionsSource__Output } from '../../ordena/v1/CorrectionsSource.js';

export interface DatasetSource {
  'path'?: (string);
  'uploadId'?: (string);
  'corrections'?: (_ordena_v1_CorrectionsSource | null);
  'source'?: "path"|"uploadId"|"corrections";
}

export interface DatasetSource__Output {
  'path'?: (string);
  'uploadId'?: (string);
  'corrections'?: (_ordena_v1_CorrectionsSource__Output | null);
  'source'?: "path"|"uploadId"|"corrections";
}
