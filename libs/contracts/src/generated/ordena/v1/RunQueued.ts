// Original file: ../../proto/ordena/v1/events.proto


export interface RunQueued {
  'base'?: (string);
  'profile'?: (string);
}

export interface RunQueued__Output {
  'base': (string);
  'profile': (string);
}
