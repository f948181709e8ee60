// Original file: ../../proto/ordena/v1/canonicalization.proto


export interface FieldEvidence {
  'pointer'?: (string);
  'valueJson'?: (string);
  'start'?: (number);
  'end'?: (number);
  'confidence'?: (number | string);
  '_start'?: "start";
  '_end'?: "end";
  '_confidence'?: "confidence";
}

export interface FieldEvidence__Output {
  'pointer': (string);
  'valueJson': (string);
  'start'?: (number);
  'end'?: (number);
  'confidence'?: (number);
  '_start'?: "start";
  '_end'?: "end";
  '_confidence'?: "confidence";
}
