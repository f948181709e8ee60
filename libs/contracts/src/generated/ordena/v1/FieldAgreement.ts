// Original file: ../../proto/ordena/v1/models.proto

import type { Long } from '@grpc/proto-loader';

export interface FieldAgreement {
  'field'?: (string);
  'compared'?: (number | string | Long);
  'same'?: (number | string | Long);
}

export interface FieldAgreement__Output {
  'field': (string);
  'compared': (number);
  'same': (number);
}
