// Original file: ../../proto/ordena/v1/models.proto


export interface DeleteAliasRequest {
  'alias'?: (string);
}

export interface DeleteAliasRequest__Output {
  'alias': (string);
}
