// Original file: ../../proto/ordena/v1/events.proto


export interface RunStarted {
  'trainingRows'?: (number);
  'validationOrders'?: (number);
  'truncatedRows'?: (number);
}

export interface RunStarted__Output {
  'trainingRows': (number);
  'validationOrders': (number);
  'truncatedRows': (number);
}
