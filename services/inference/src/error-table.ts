import type { ErrorTable } from '@ordena/service-kit';

/** The libraries' error classes that a call can meet, and what each of their codes answers. */
export const ERROR_TABLE: ErrorTable = [];
