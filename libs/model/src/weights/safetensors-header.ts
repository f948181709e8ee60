import { z } from 'zod';
import { ModelError } from '../errors.js';

/** Bytes per element of the types that Ordena reads. */
export const ELEMENT_BYTES = { F32: 4, F16: 2, BF16: 2, I8: 1 } as const;
export type StoredType = keyof typeof ELEMENT_BYTES;

/** Where one tensor lies in a file. `start` counts bytes from the beginning of the file. */
export interface TensorEntry {
  readonly name: string;
  readonly dtype: StoredType;
  readonly dims: readonly number[];
  readonly start: number;
  readonly bytes: number;
}

/** The format's own bound on the header, in bytes. */
export const MAX_HEADER_BYTES = 100_000_000;
export const PREFIX_BYTES = 8;

const offsets = z.tuple([z.number().int().nonnegative(), z.number().int().nonnegative()]);
const entrySchema = z.object({
  dtype: z.string(),
  shape: z.array(z.number().int().nonnegative()),
  data_offsets: offsets,
});

/**
 * Checks the JSON header of a safetensors file (https://github.com/huggingface/safetensors#format): known types, sizes
 * that fit shapes, and data that fills the file without holes or overlaps.
 *
 * @param fileBytes size of the whole file.
 * @throws ModelError INVALID_WEIGHTS that names the tensor.
 */
export function parseHeader(header: Uint8Array, fileBytes: number, file: string): TensorEntry[] {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(header));
  } catch (cause) {
    throw new ModelError('INVALID_WEIGHTS', { file }, 'the safetensors header is not JSON', cause);
  }
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    throw new ModelError('INVALID_WEIGHTS', { file }, 'the safetensors header is not an object');
  }
  const base = PREFIX_BYTES + header.byteLength;
  const entries = Object.entries(json)
    .filter(([name]) => name !== '__metadata__')
    .map(([name, value]) => parseEntry(name, value, base, file))
    .sort((a, b) => a.start - b.start || a.bytes - b.bytes);
  let end = base;
  for (const entry of entries) {
    if (entry.start !== end) {
      throw new ModelError('INVALID_WEIGHTS', { file, key: entry.name }, 'its data overlaps another tensor or leaves a hole');
    }
    end += entry.bytes;
    if (end > fileBytes) {
      const sizes = `its data ends at byte ${end}, the file has ${fileBytes}`;
      throw new ModelError('INVALID_WEIGHTS', { file, key: entry.name }, `the file is truncated: ${sizes}`);
    }
  }
  if (end !== fileBytes) {
    throw new ModelError('INVALID_WEIGHTS', { file }, `${fileBytes - end} bytes after the last tensor`);
  }
  return entries;
}

function parseEntry(name: string, value: unknown, base: number, file: string): TensorEntry {
  const where = { file, key: name };
  const parsed = entrySchema.safeParse(value);
  if (!parsed.success) throw new ModelError('INVALID_WEIGHTS', where, 'a malformed header entry', parsed.error);
  const { dtype, shape, data_offsets: [from, to] } = parsed.data;
  if (!isStoredType(dtype)) {
    throw new ModelError('UNSUPPORTED', where, `type ${dtype} is not supported (${Object.keys(ELEMENT_BYTES).join(', ')} are)`);
  }
  const bytes = shape.reduce((product, d) => product * d, ELEMENT_BYTES[dtype]);
  if (!Number.isSafeInteger(bytes) || to - from !== bytes) {
    throw new ModelError('INVALID_WEIGHTS', where, `shape [${shape.join()}] of ${dtype} takes ${bytes} bytes, not ${to - from}`);
  }
  return { name, dtype, dims: shape, start: base + from, bytes };
}

function isStoredType(dtype: string): dtype is StoredType {
  return Object.hasOwn(ELEMENT_BYTES, dtype);
}
