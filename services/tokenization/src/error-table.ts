import { ModelError } from '@ordena/model';
import { OrdersError } from '@ordena/orders';
import { errorFamily, MODEL_STATUSES, ORDERS_STATUSES, type ErrorTable } from '@ordena/service-kit';
import { TokenizationError } from '@ordena/tokenization';

/** The libraries' error classes that a call can meet, and what each of their codes answers. */
export const ERROR_TABLE: ErrorTable = [
  errorFamily(TokenizationError, {
    INVALID_OPTION: 'INVALID_ARGUMENT',
    // A tokenizer that cannot be used is the model's fault, and no other call will do better.
    MISSING_FILE: 'FAILED_PRECONDITION',
    INVALID_TOKENIZER: 'FAILED_PRECONDITION',
    DOES_NOT_FIT: 'FAILED_PRECONDITION',
  }),
  errorFamily(ModelError, MODEL_STATUSES),
  errorFamily(OrdersError, ORDERS_STATUSES),
];
