import { ModelError } from '../errors.js';

/** @throws ModelError INVALID_WEIGHTS when there is none of this name. */
export function findTensor<T>(tensors: ReadonlyMap<string, T>, name: string): T {
  const tensor = tensors.get(name);
  if (!tensor) throw new ModelError('INVALID_WEIGHTS', { file: 'decode graph', key: name }, 'this tensor is missing');
  return tensor;
}

export function concatFloats(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    all.set(part, offset);
    offset += part.length;
  }
  return all;
}
