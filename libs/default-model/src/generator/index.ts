/** The generator of training orders. */
export { createGenerator } from './generator.js';
export type { GeneratedSample, GeneratorOptions, OrderGenerator, SampleOrigin } from './generator.js';
export { GeneratorError } from './errors.js';
export type { GeneratorErrorCode } from './errors.js';
