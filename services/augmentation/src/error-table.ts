import { AugmentationError } from '@ordena/augmentation';
import { OrdersError } from '@ordena/orders';
import { errorFamily, ORDERS_STATUSES, type ErrorTable } from '@ordena/service-kit';

/** The libraries' error classes that a call can meet, and what each of their codes answers. */
export const ERROR_TABLE: ErrorTable = [
  errorFamily(AugmentationError, { BAD_FACTOR: 'INVALID_ARGUMENT', BAD_STRATEGIES: 'INVALID_ARGUMENT' }),
  errorFamily(OrdersError, ORDERS_STATUSES),
];
