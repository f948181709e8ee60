/**
 * From text to token ids and training rows.
 *
 * ```ts
 * const tokenizer = await OrderTokenizer.load('my-model');
 * const { rows, report } = encodeDataset(tokenizer, [{ id: 'p-1', prompt, target }], { maxLength: 512 });
 * for (const batch of bucketBatches(rows, { maxTokens: 4096, seed: 1 })) {
 *   const { ids, labels } = padBatch(batch, tokenizer.padId);
 * }
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
export { encodeDataset, type DatasetReport, type NamedExample, type NamedRow } from './encode-dataset.js';
export { bucketBatches, type BucketOptions } from './bucket-batches.js';
export { padBatch, PADDING_SEGMENT, type PaddedBatch, type TokenRow } from './pad-batch.js';
export { packRows, type PackedRow } from './pack-rows.js';
export { trainBpe, type BpeTrainingOptions } from './train-bpe.js';
export { type TokenizerJson } from './tokenizer-json.js';
export { saveTokenizer, type SaveTokenizerOptions } from './save-tokenizer.js';
export { importGgufTokenizer, type GgufTokenizer, type ImportedTokenizer } from './gguf-tokenizer.js';
export { TokenizationError, type TokenizationErrorCode } from './errors.js';

// For our other libraries.
export { preTokenize, SPLIT_PATTERN } from './pre-tokenize.js';
