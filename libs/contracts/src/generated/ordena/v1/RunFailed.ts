// Original file: ../../proto/ordena/v1/events.proto


export interface RunFailed {
  'reason'?: (string);
  'message'?: (string);
}

export interface RunFailed__Output {
  'reason': (string);
  'message': (string);
}
