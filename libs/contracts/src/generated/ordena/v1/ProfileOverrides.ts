// Original file: ../../proto/ordena/v1/training.proto


export interface ProfileOverrides {
  'epochs'?: (number);
  'batchSize'?: (number);
  'accumulation'?: (number);
  'learningRate'?: (number | string);
  'seed'?: (number);
  'maxLength'?: (number);
  'validationShare'?: (number | string);
  'augmentation'?: (number);
  'maxValidation'?: (number);
  '_epochs'?: "epochs";
  '_batchSize'?: "batchSize";
  '_accumulation'?: "accumulation";
  '_learningRate'?: "learningRate";
  '_seed'?: "seed";
  '_maxLength'?: "maxLength";
  '_validationShare'?: "validationShare";
  '_augmentation'?: "augmentation";
  '_maxValidation'?: "maxValidation";
}

export interface ProfileOverrides__Output {
  'epochs'?: (number);
  'batchSize'?: (number);
  'accumulation'?: (number);
  'learningRate'?: (number);
  'seed'?: (number);
  'maxLength'?: (number);
  'validationShare'?: (number);
  'augmentation'?: (number);
  'maxValidation'?: (number);
  '_epochs'?: "epochs";
  '_batchSize'?: "batchSize";
  '_accumulation'?: "accumulation";
  '_learningRate'?: "learningRate";
  '_seed'?: "seed";
  '_maxLength'?: "maxLength";
  '_validationShare'?: "validationShare";
  '_augmentation'?: "augmentation";
  '_maxValidation'?: "maxValidation";
}
