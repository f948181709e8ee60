// Original file: ../../proto/ordena/v1/orders.proto


export interface OrderLine {
  'producto'?: (string);
  'codigo'?: (string);
  'cantidad'?: (number | string);
  'unidad'?: (string);
  'precioUnitario'?: (number | string);
  'descuento'?: (number | string);
  '_producto'?: "producto";
  '_codigo'?: "codigo";
  '_cantidad'?: "cantidad";
  '_unidad'?: "unidad";
  '_precioUnitario'?: "precioUnitario";
  '_descuento'?: "descuento";
}

export interface OrderLine__Output {
  'producto'?: (string);
  'codigo'?: (string);
  'cantidad'?: (number);
  'unidad'?: (string);
  'precioUnitario'?: (number);
  'descuento'?: (number);
  '_producto'?: "producto";
  '_codigo'?: "codigo";
  '_cantidad'?: "cantidad";
  '_unidad'?: "unidad";
  '_precioUnitario'?: "precioUnitario";
  '_descuento'?: "descuento";
}
