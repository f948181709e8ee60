import { AugmentationError } from '@ordena/augmentation';
import { OrdersError } from '@ordena/orders';
import type { ErrorTable } from '@ordena/service-kit';

/** The libraries' error classes that a call can meet, and what each of their codes answers. */
export const ERROR_TABLE: ErrorTable = [
  { type: AugmentationError, codes: { BAD_FACTOR: 'INVALID_ARGUMENT', BAD_STRATEGIES: 'INVALID_ARGUMENT' } },
  { type: OrdersError, codes: {}, otherwise: 'INVALID_ARGUMENT' },
];
