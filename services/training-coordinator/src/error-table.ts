import { DatasetError } from '@ordena/dataset';
import { ModelError } from '@ordena/model';
import { errorFamily, MODEL_STATUSES, type ErrorTable } from '@ordena/service-kit';
import { StateError } from '@ordena/state';

import { CoordinatorError } from './errors.js';

/** The error classes that a call can meet, and what each of their codes answers. */
export const ERROR_TABLE: ErrorTable = [
  errorFamily(CoordinatorError, {
    DATASET_MISSING: 'NOT_FOUND',
    DATASET_OUTSIDE: 'INVALID_ARGUMENT',
    DATASET_INVALID: 'INVALID_ARGUMENT',
    UPLOAD_TOO_LARGE: 'RESOURCE_EXHAUSTED',
    UPLOAD_NOT_FOUND: 'NOT_FOUND',
    NO_CORRECTIONS: 'FAILED_PRECONDITION',
    PEER_UNAVAILABLE: 'UNAVAILABLE',
    // CancelRun deletes the Job of a run, and the cluster may not let it.
    CLUSTER_REFUSED: 'FAILED_PRECONDITION',
    // Reasons of runs; no call ends with them.
    PEER_REFUSED: 'INTERNAL',
    TRAINER_DIED: 'INTERNAL',
    TRAINING_FAILED: 'INTERNAL',
  }),
  errorFamily(StateError, {
    RUN_NOT_FOUND: 'NOT_FOUND',
    ILLEGAL_MOVE: 'FAILED_PRECONDITION',
    STATE_UNAVAILABLE: 'UNAVAILABLE',
    STATE_LOCKED: 'UNAVAILABLE',
    CLOSED: 'UNAVAILABLE',
    // Another coordinator has the runs: ask that one.
    ALREADY_CLAIMED: 'UNAVAILABLE',
    CLAIM_LOST: 'UNAVAILABLE',
    MIGRATION_FAILED: 'INTERNAL',
  }),
  errorFamily(ModelError, MODEL_STATUSES),
  errorFamily(DatasetError, {
    MISSING_FILE: 'NOT_FOUND',
    INVALID_FILE: 'INVALID_ARGUMENT',
    INVALID_RECORD: 'INVALID_ARGUMENT',
    WRITE_FAILED: 'INTERNAL',
  }),
];
