/**
 * From text to token ids and training rows.
 *
 * ```ts
 * const tokenizer = await OrderTokenizer.load('my-model');
 * const row = encodeExample(tokenizer, { prompt, target }, { maxLength: 512, labels: 'answer' });
 * ```
 * @module
 */
export { OrderTokenizer } from './order-tokenizer.js';
export {
  encodeExample,
  IGNORED_LABEL,
  type EncodedExample,
  type EncodeOptions,
  type Example,
} from './encode-example.js';
export { trainBpe, type BpeTrainingOptions } from './train-bpe.js';
export { type TokenizerJson } from './tokenizer-json.js';
export { TokenizationError, type TokenizationErrorCode } from './errors.js';

// For our other libraries.
export { preTokenize, SPLIT_PATTERN } from './pre-tokenize.js';
