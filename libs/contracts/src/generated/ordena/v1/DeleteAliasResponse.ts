// Original file: ../../proto/ordena/v1/models.proto


export interface DeleteAliasResponse {
  'previousVersion'?: (string);
  '_previousVersion'?: "previousVersion";
}

export interface DeleteAliasResponse__Output {
  'previousVersion'?: (string);
  '_previousVersion'?: "previousVersion";
}
