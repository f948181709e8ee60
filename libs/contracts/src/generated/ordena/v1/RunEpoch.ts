// Original file: ../../proto/ordena/v1/events.proto


export interface RunEpoch {
  'epoch'?: (number);
  'step'?: (number);
}

export interface RunEpoch__Output {
  'epoch': (number);
  'step': (number);
}
