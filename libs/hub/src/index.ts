/**
 * Model folders from the Hugging Face hub.
 *
 * ```ts
 * await pullModel({ repo: 'Qwen/Qwen3-0.6B-Base', outDir: 'models/qwen3-0.6b', onProgress });
 * ```
 * @module
 */
export { pullModel, type PulledModel, type PullOptions } from './pull-model.js';
export { type HubSourceOptions } from './hub-source.js';
export { HubError, type HubErrorCode } from './errors.js';
