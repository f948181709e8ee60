// Original file: ../../proto/ordena/v1/canonicalization.proto


export interface Failure {
  'code'?: (number);
  'message'?: (string);
  'reason'?: (string);
}

export interface Failure__Output {
  'code': (number);
  'message': (string);
  'reason': (string);
}
