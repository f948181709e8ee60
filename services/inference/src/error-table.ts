import { EngineError } from '@ordena/inference';
import { ModelError } from '@ordena/model';
import { OrdersError } from '@ordena/orders';
import { errorFamily, MODEL_STATUSES, type ErrorTable } from '@ordena/service-kit';

/** The libraries' error classes that a call can meet, and what each of their codes answers. */
export const ERROR_TABLE: ErrorTable = [
  {
    type: EngineError,
    codes: {
      EMPTY_TEXT: 'INVALID_ARGUMENT',
      TEXT_TOO_LONG: 'INVALID_ARGUMENT',
      INVALID_OPTION: 'INVALID_ARGUMENT',
      RESOURCE_EXHAUSTED: 'RESOURCE_EXHAUSTED',
      CANCELLED: 'CANCELLED',
      UNAVAILABLE: 'UNAVAILABLE',
      CLOSED: 'UNAVAILABLE',
      PROVIDER_UNAVAILABLE: 'FAILED_PRECONDITION',
      MODEL_UNFIT: 'FAILED_PRECONDITION',
      SCHEMA_UNFIT: 'FAILED_PRECONDITION',
      INTERNAL: 'INTERNAL',
    },
  },
  errorFamily(ModelError, MODEL_STATUSES),
  // A model that writes what is no order, under a grammar that allows only orders, is our fault.
  { type: OrdersError, codes: {}, otherwise: 'INTERNAL' },
];
