// Original file: ../../proto/ordena/v1/orders.proto

import type { OrderLine as _ordena_v1_OrderLine, OrderLine__Output as _ordena_v1_OrderLine__Output } from '../../ordena/v1/OrderLine.js';

export interface PurchaseOrder {
  'lines'?: (_ordena_v1_OrderLine)[];
  'moneda'?: (string);
  'total'?: (number | string);
  'descuento'?: (number | string);
  'cliente'?: (string);
  'proveedor'?: (string);
  'direccionEntrega'?: (string);
  'fechaEntrega'?: (string);
  'formaPago'?: (string);
  'referencia'?: (string);
  'urgente'?: (boolean);
  '_moneda'?: "moneda";
  '_total'?: "total";
  '_descuento'?: "descuento";
  '_cliente'?: "cliente";
  '_proveedor'?: "proveedor";
  '_direccionEntrega'?: "direccionEntrega";
  '_fechaEntrega'?: "fechaEntrega";
  '_formaPago'?: "formaPago";
  '_referencia'?: "referencia";
  '_urgente'?: "urgente";
}

export interface PurchaseOrder__Output {
  'lines': (_ordena_v1_OrderLine__Output)[];
  'moneda'?: (string);
  'total'?: (number);
  'descuento'?: (number);
  'cliente'?: (string);
  'proveedor'?: (string);
  'direccionEntrega'?: (string);
  'fechaEntrega'?: (string);
  'formaPago'?: (string);
  'referencia'?: (string);
  'urgente'?: (boolean);
  '_moneda'?: "moneda";
  '_total'?: "total";
  '_descuento'?: "descuento";
  '_cliente'?: "cliente";
  '_proveedor'?: "proveedor";
  '_direccionEntrega'?: "direccionEntrega";
  '_fechaEntrega'?: "fechaEntrega";
  '_formaPago'?: "formaPago";
  '_referencia'?: "referencia";
  '_urgente'?: "urgente";
}
