// Original file: ../../proto/ordena/v1/canonicalization.proto


export interface ReviewReason {
  'code'?: (string);
  'message'?: (string);
  'pointers'?: (string)[];
  'expected'?: (string);
  'found'?: (string);
  '_expected'?: "expected";
  '_found'?: "found";
}

export interface ReviewReason__Output {
  'code': (string);
  'message': (string);
  'pointers': (string)[];
  'expected'?: (string);
  'found'?: (string);
  '_expected'?: "expected";
  '_found'?: "found";
}
