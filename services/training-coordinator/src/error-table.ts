import { DatasetError } from '@ordena/dataset';
import { ModelError } from '@ordena/model';
import type { ErrorTable } from '@ordena/service-kit';
import { StateError } from '@ordena/state';

import { CoordinatorError } from './errors.js';

/** The error classes that a call can meet, and what each of their codes answers. */
export const ERROR_TABLE: ErrorTable = [
  {
    type: CoordinatorError,
    codes: {
      DATASET_MISSING: 'NOT_FOUND',
      DATASET_OUTSIDE: 'INVALID_ARGUMENT',
      DATASET_INVALID: 'INVALID_ARGUMENT',
      UPLOAD_TOO_LARGE: 'RESOURCE_EXHAUSTED',
      UPLOAD_NOT_FOUND: 'NOT_FOUND',
      NO_CORRECTIONS: 'FAILED_PRECONDITION',
      PEER_UNAVAILABLE: 'UNAVAILABLE',
    },
  },
  {
    type: StateError,
    codes: { RUN_NOT_FOUND: 'NOT_FOUND', ILLEGAL_MOVE: 'FAILED_PRECONDITION' },
    otherwise: 'UNAVAILABLE',
  },
  {
    type: ModelError,
    codes: { UNKNOWN_VERSION: 'NOT_FOUND', INVALID_NAME: 'INVALID_ARGUMENT' },
    otherwise: 'FAILED_PRECONDITION',
  },
  { type: DatasetError, codes: { MISSING_FILE: 'NOT_FOUND' }, otherwise: 'INVALID_ARGUMENT' },
];
