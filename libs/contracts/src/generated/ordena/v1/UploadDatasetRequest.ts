// Original file: ../../proto/ordena/v1/training.proto


export interface UploadDatasetRequest {
  'filename'?: (string);
  'chunk'?: (Buffer | Uint8Array | string);
}

export interface UploadDatasetRequest__Output {
  'filename': (string);
  'chunk': (Buffer);
}
