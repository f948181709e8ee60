// Original file: ../../proto/ordena/v1/models.proto


export interface GetTrafficRequest {
}

export interface GetTrafficRequest__Output {
}
