// Original file: ../../proto/ordena/v1/events.proto


export interface RunExported {
  'version'?: (string);
  'f1'?: (number | string);
  'exactMatch'?: (number | string);
}

export interface RunExported__Output {
  'version': (string);
  'f1': (number);
  'exactMatch': (number);
}
