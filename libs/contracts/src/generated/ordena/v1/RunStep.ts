// Original file: ../../proto/ordena/v1/events.proto


export interface RunStep {
  'step'?: (number);
  'totalSteps'?: (number);
  'loss'?: (number | string);
  'learningRate'?: (number | string);
  'tokens'?: (number);
  'seconds'?: (number | string);
}

export interface RunStep__Output {
  'step': (number);
  'totalSteps': (number);
  'loss': (number);
  'learningRate': (number);
  'tokens': (number);
  'seconds': (number);
}
