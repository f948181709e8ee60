/**
 * More ways of writing the same orders: the text varies, the target and what the text means never do.
 *
 * ```ts
 * const more = augmentRecords(records, { factor: 3, seed: 42 });
 * ```
 * @module
 */
export { augmentRecords, augmentText, type AugmentOptions, type AugmentTextOptions } from './augment.js';
export { STRATEGIES, STRATEGY_NAMES } from './strategies.js';
export type { AugmentableRecord, Strategy, StrategyName } from './strategy.js';
export { AugmentationError, type AugmentationErrorCode } from './errors.js';
