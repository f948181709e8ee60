/**
 * AugmentationService over the library.
 *
 * @example
 * ```ts
 * await runAugmentationService({ ORDENA_ADDR: '127.0.0.1:50052' });
 * ```
 * @module
 */
export { augmentationConfigSchema, type AugmentationConfig } from './config.js';
export { runAugmentationService } from './main.js';
export { augmentationService } from './service.js';

// For tests.
export { ERROR_TABLE as AUGMENTATION_ERRORS } from './error-table.js';
