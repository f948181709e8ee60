/**
 * Order data: reading, the prompt, the split, and the reference's submission file.
 *
 * ```ts
 * const { train, validation } = splitRecords(await readRecords('train'), { seed: 42, validationShare: 0.1 });
 * ```
 * @module
 */
export { readRecords, type ReadOptions } from './read-records.js';
export { isDevRecord, type OrderRecord } from './record.js';
export { formatPrompt, PROMPT_HASH, PROMPT_PREFIX, PROMPT_SUFFIX } from './prompt.js';
export { checkPromptFile, PROMPT_FILE, writePromptFile } from './prompt-file.js';
export { splitRecords, type SplitOptions } from './split-records.js';
export { SubmissionWriter } from './submission.js';
export { DatasetError, type DatasetErrorCode, type DatasetPlace } from './errors.js';
