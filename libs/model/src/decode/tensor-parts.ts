import { dim, type GraphBuilder, type Value } from '@ordena/onnx';
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

/** Takes one product of all groups of matrices apart into one for each group. */
export function splitProduct(
  g: GraphBuilder,
  product: Value,
  groups: readonly (readonly string[])[],
  tensors: ReadonlyMap<string, { readonly dims: readonly number[] }>,
): Value[] {
  if (groups.length === 1) return [product];
  const rows = (name: string): number => findTensor(tensors, name).dims[0] ?? 0;
  const widths = groups.map((names) => names.reduce((sum, name) => sum + rows(name), 0));
  const outputs = widths.map((width) => ({ shape: [dim(product, 0), width] }));
  return g.opMany('Split', [product, g.constant('int64', [widths.length], widths)], outputs, { axis: 1 });
}
