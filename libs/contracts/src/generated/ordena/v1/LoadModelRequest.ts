// Original file: ../../proto/ordena/v1/models.proto


export interface LoadModelRequest {
  'model'?: (string);
}

export interface LoadModelRequest__Output {
  'model': (string);
}
