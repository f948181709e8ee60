// Original file: ../../proto/ordena/v1/training.proto

import type { Long } from '@grpc/proto-loader';

export interface CorrectionsSource {
  'sinceMs'?: (number | string | Long);
  '_sinceMs'?: "sinceMs";
}

export interface CorrectionsSource__Output {
  'sinceMs'?: (number);
  '_sinceMs'?: "sinceMs";
}
