import { ModelError } from '@ordena/model';
import { OrdersError } from '@ordena/orders';
import { errorFamily, type ErrorTable } from '@ordena/service-kit';
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
  errorFamily(ModelError, {
    UNKNOWN_VERSION: 'NOT_FOUND',
    INVALID_NAME: 'INVALID_ARGUMENT',
    // What is wrong with a version's files.
    MISSING_FILE: 'FAILED_PRECONDITION',
    INVALID_CONFIG: 'FAILED_PRECONDITION',
    INVALID_WEIGHTS: 'FAILED_PRECONDITION',
    UNSUPPORTED: 'FAILED_PRECONDITION',
    CORRUPT_VERSION: 'FAILED_PRECONDITION',
    VERSION_IN_USE: 'FAILED_PRECONDITION',
    WRITE_FAILED: 'INTERNAL',
  }),
  errorFamily(OrdersError, {
    INVALID_ORDER: 'INVALID_ARGUMENT',
    NOT_JSON: 'INVALID_ARGUMENT',
    BAD_REFERENCE_DATE: 'INVALID_ARGUMENT',
  }),
];
