// Original file: ../../proto/ordena/v1/canonicalization.proto

import type { EvidenceStatus as _ordena_v1_EvidenceStatus, EvidenceStatus__Output as _ordena_v1_EvidenceStatus__Output } from '../../ordena/v1/EvidenceStatus.js';

export interface FieldEvidence {
  'pointer'?: (string);
  'valueJson'?: (string);
  'start'?: (number);
  'end'?: (number);
  'confidence'?: (number | string);
  'status'?: (_ordena_v1_EvidenceStatus);
  'rawConfidence'?: (number | string);
  '_start'?: "start";
  '_end'?: "end";
  '_confidence'?: "confidence";
  '_rawConfidence'?: "rawConfidence";
}

export interface FieldEvidence__Output {
  'pointer': (string);
  'valueJson': (string);
  'start'?: (number);
  'end'?: (number);
  'confidence'?: (number);
  'status': (_ordena_v1_EvidenceStatus__Output);
  'rawConfidence'?: (number);
  '_start'?: "start";
  '_end'?: "end";
  '_confidence'?: "confidence";
  '_rawConfidence'?: "rawConfidence";
}
