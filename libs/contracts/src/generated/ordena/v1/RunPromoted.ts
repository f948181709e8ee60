// Original file: ../../proto/ordena/v1/events.proto


export interface RunPromoted {
  'version'?: (string);
  'alias'?: (string);
}

export interface RunPromoted__Output {
  'version': (string);
  'alias': (string);
}
