// Original file: ../../proto/ordena/v1/canonicalization.proto


export interface Timings {
  'totalMs'?: (number | string);
}

export interface Timings__Output {
  'totalMs': (number);
}
