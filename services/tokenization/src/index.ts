/**
 * TokenizationService over the library.
 *
 * @example
 * ```ts
 * await runTokenizationService({ ORDENA_ADDR: '127.0.0.1:50053' });
 * ```
 * @module
 */
export { tokenizationConfigSchema, type TokenizationConfig } from './config.js';
export { runTokenizationService } from './main.js';
export { openTokenization } from './service.js';

// For tests.
export { ERROR_TABLE as TOKENIZATION_ERRORS } from './error-table.js';
