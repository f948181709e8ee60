// Original file: ../../proto/ordena/v1/models.proto


export interface SetAliasRequest {
  'alias'?: (string);
  'model'?: (string);
}

export interface SetAliasRequest__Output {
  'alias': (string);
  'model': (string);
}
