// Original file: ../../proto/ordena/v1/training.proto

import type { Long } from '@grpc/proto-loader';

export interface UploadDatasetResponse {
  'uploadId'?: (string);
  'orders'?: (number);
  'sizeBytes'?: (number | string | Long);
}

export interface UploadDatasetResponse__Output {
  'uploadId': (string);
  'orders': (number);
  'sizeBytes': (number);
}
