/**
 * Where the embedded model lies, without all that its recipe needs: for programs that only serve it.
 *
 * ```ts
 * import { defaultModelDir } from '@ordena/default-model/model-dir';
 * ```
 * @module
 */
import { fileURLToPath } from 'node:url';

/** Folder of the embedded model: quantised weights, configuration, tokenizer. */
export function defaultModelDir(): string {
  return fileURLToPath(new URL('../model', import.meta.url));
}
