import type { GgufTokenizer } from '@ordena/tokenization';
import { ModelError } from '../errors.js';
import type { GgufHeader, GgufValue } from './gguf-header.js';

/** What the metadata say about the tokenizer. @throws ModelError INVALID_CONFIG that names the key. */
export function ggufTokenizer({ metadata }: GgufHeader, file: string): GgufTokenizer {
  const at = (name: string): GgufValue | undefined => metadata.get(`tokenizer.ggml.${name}`);
  const invalid = (name: string, message: string): ModelError =>
    new ModelError('INVALID_CONFIG', { file, key: `tokenizer.ggml.${name}` }, message);
  const list = <T>(name: string, is: (item: unknown) => item is T): T[] => {
    const value = at(name);
    if (!Array.isArray(value)) throw invalid(name, value === undefined ? 'is missing' : 'must be a list');
    const items = value as readonly unknown[];
    if (!items.every(is)) throw invalid(name, 'holds values of the wrong type');
    return items as T[];
  };
  const isString = (item: unknown): item is string => typeof item === 'string';
  const isNumber = (item: unknown): item is number => typeof item === 'number';
  const text = (name: string): string => {
    const value = at(name);
    if (!isString(value)) throw invalid(name, 'must be a text');
    return value;
  };
  const id = (name: string): number | undefined => {
    const value = at(name);
    return isNumber(value) ? value : undefined;
  };
  return {
    model: text('model'),
    pre: text('pre'),
    tokens: list('tokens', isString),
    types: list('token_type', isNumber),
    merges: list('merges', isString),
    eosId: id('eos_token_id'),
    padId: id('padding_token_id'),
  };
}
