// Original file: ../../proto/ordena/v1/models.proto


export interface Traffic {
  'canaryShare'?: (number | string);
  'canaryModel'?: (string);
  'shadowShare'?: (number | string);
  'shadowModel'?: (string);
  '_canaryModel'?: "canaryModel";
  '_shadowModel'?: "shadowModel";
}

export interface Traffic__Output {
  'canaryShare': (number);
  'canaryModel'?: (string);
  'shadowShare': (number);
  'shadowModel'?: (string);
  '_canaryModel'?: "canaryModel";
  '_shadowModel'?: "shadowModel";
}
