// Original file: ../../proto/ordena/v1/training.proto


export interface WatchRunRequest {
  'runId'?: (string);
  'afterSequence'?: (number);
  '_afterSequence'?: "afterSequence";
}

export interface WatchRunRequest__Output {
  'runId': (string);
  'afterSequence'?: (number);
  '_afterSequence'?: "afterSequence";
}
