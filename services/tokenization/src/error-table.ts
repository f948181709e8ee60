import { ModelError } from '@ordena/model';
import { OrdersError } from '@ordena/orders';
import type { ErrorTable } from '@ordena/service-kit';
import { TokenizationError } from '@ordena/tokenization';

/** The libraries' error classes that a call can meet, and what each of their codes answers. */
export const ERROR_TABLE: ErrorTable = [
  {
    type: TokenizationError,
    codes: { INVALID_OPTION: 'INVALID_ARGUMENT' },
    // A tokenizer that cannot be used is the model's fault, and no other call will do better.
    otherwise: 'FAILED_PRECONDITION',
  },
  {
    type: ModelError,
    codes: { UNKNOWN_VERSION: 'NOT_FOUND', INVALID_NAME: 'INVALID_ARGUMENT' },
    otherwise: 'FAILED_PRECONDITION',
  },
  { type: OrdersError, codes: {}, otherwise: 'INVALID_ARGUMENT' },
];
