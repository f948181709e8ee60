// Original file: ../../proto/ordena/v1/events.proto


export interface RunEvaluated {
  'epoch'?: (number);
  'f1'?: (number | string);
  'exactMatch'?: (number | string);
  'best'?: (boolean);
}

export interface RunEvaluated__Output {
  'epoch': (number);
  'f1': (number);
  'exactMatch': (number);
  'best': (boolean);
}
