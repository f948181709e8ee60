// Original file: ../../proto/ordena/v1/events.proto


export interface RunCheckpointed {
  'step'?: (number);
}

export interface RunCheckpointed__Output {
  'step': (number);
}
