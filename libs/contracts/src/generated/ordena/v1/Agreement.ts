// Original file: ../../proto/ordena/v1/models.proto

import type { FieldAgreement as _ordena_v1_FieldAgreement, FieldAgreement__Output as _ordena_v1_FieldAgreement__Output } from '../../ordena/v1/FieldAgreement.js';
import type { Long } from '@grpc/proto-loader';

export interface Agreement {
  'baseVersion'?: (string);
  'otherVersion'?: (string);
  'compared'?: (number | string | Long);
  'exact'?: (number | string | Long);
  'fields'?: (_ordena_v1_FieldAgreement)[];
  'skipped'?: (number | string | Long);
}

export interface Agreement__Output {
  'baseVersion': (string);
  'otherVersion': (string);
  'compared': (number);
  'exact': (number);
  'fields': (_ordena_v1_FieldAgreement__Output)[];
  'skipped': (number);
}
