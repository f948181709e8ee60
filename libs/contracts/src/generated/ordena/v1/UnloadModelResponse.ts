// Original file: ../../proto/ordena/v1/models.proto


export interface UnloadModelResponse {
}

export interface UnloadModelResponse__Output {
}
