import { open, type FileHandle } from 'node:fs/promises';
import { ModelError } from '../errors.js';
import { bfloat16ToFloat32, halfToFloat32 } from './half.js';
import { openFile, readExactly } from './read-file.js';
import { ELEMENT_BYTES, MAX_HEADER_BYTES, PREFIX_BYTES, parseHeader, type StoredType, type TensorEntry } from './safetensors-header.js';

/** A tensor as a file holds it: little-endian bytes. */
export interface StoredTensor {
  readonly dtype: StoredType;
  readonly dims: readonly number[];
  readonly bytes: Uint8Array;
}

/** Where a file holds a tensor's bytes. */
export interface TensorPlace {
  readonly path: string;
  readonly start: number;
}

/**
 * Reads a safetensors file tensor by tensor, so that a file of several GB needs no buffer of its own size.
 *
 * @param visit called for each tensor in file order; the bytes are the callee's to keep.
 * @throws ModelError MISSING_FILE or INVALID_WEIGHTS.
 */
export async function readSafetensors(
  path: string,
  visit: (name: string, tensor: StoredTensor, place: TensorPlace) => void,
): Promise<void> {
  const handle = await openFile(path);
  try {
    const { size } = await handle.stat();
    for (const entry of await readHeader(handle, path, size)) {
      const bytes = new Uint8Array(entry.bytes);
      await readExactly(handle, bytes, entry.start, path);
      visit(entry.name, { dtype: entry.dtype, dims: entry.dims, bytes }, { path, start: entry.start });
    }
  } finally {
    await handle.close();
  }
}

async function readHeader(handle: FileHandle, path: string, fileBytes: number): Promise<TensorEntry[]> {
  if (fileBytes < PREFIX_BYTES) {
    throw new ModelError('INVALID_WEIGHTS', { file: path }, `the file is truncated: it has ${fileBytes} bytes`);
  }
  const prefix = new Uint8Array(PREFIX_BYTES);
  await readExactly(handle, prefix, 0, path);
  const length = new DataView(prefix.buffer).getBigUint64(0, true);
  if (length > BigInt(MAX_HEADER_BYTES) || length > BigInt(fileBytes - PREFIX_BYTES)) {
    const message = `the header is said to take ${length} bytes of a file of ${fileBytes}: truncated, or not safetensors`;
    throw new ModelError('INVALID_WEIGHTS', { file: path }, message);
  }
  const header = new Uint8Array(Number(length));
  await readExactly(handle, header, PREFIX_BYTES, path);
  return parseHeader(header, fileBytes, path);
}

/**
 * Writes a safetensors file and waits until it is on disk. The caller gives a name aside and renames.
 * Tensors are written in the order of the map; the header is padded so that data starts at a multiple of 8. The bytes of
 * each are looked at once, when its turn comes, so that a tensor may be made then and need not be kept.
 */
export async function writeSafetensors(path: string, tensors: ReadonlyMap<string, StoredTensor>): Promise<void> {
  const header: Record<string, unknown> = { __metadata__: { format: 'pt' } };
  let offset = 0;
  for (const [name, { dtype, dims }] of tensors) {
    const size = dims.reduce((product, d) => product * d, ELEMENT_BYTES[dtype]);
    header[name] = { dtype, shape: dims, data_offsets: [offset, offset + size] };
    offset += size;
  }
  const text = JSON.stringify(header);
  const encoded = new TextEncoder().encode(text.padEnd(text.length + ((8 - (Buffer.byteLength(text) % 8)) % 8)));
  const prefix = new Uint8Array(PREFIX_BYTES);
  new DataView(prefix.buffer).setBigUint64(0, BigInt(encoded.byteLength), true);
  const handle = await open(path, 'w');
  try {
    await handle.writeFile(prefix);
    await handle.writeFile(encoded);
    for (const tensor of tensors.values()) await handle.writeFile(tensor.bytes);
    await handle.sync();
  } catch (cause) {
    throw new ModelError('WRITE_FAILED', { file: path }, 'the file cannot be written', cause);
  } finally {
    await handle.close();
  }
}

/** The values of a stored float tensor. `bytes` must start at a multiple of its element size (ours do). */
export function toFloat32(tensor: StoredTensor): Float32Array {
  const { bytes, dtype } = tensor;
  const count = bytes.byteLength / ELEMENT_BYTES[dtype];
  switch (dtype) {
    case 'F32':
      return new Float32Array(bytes.buffer, bytes.byteOffset, count);
    case 'F16':
      return halfToFloat32(new Uint16Array(bytes.buffer, bytes.byteOffset, count));
    case 'BF16':
      return bfloat16ToFloat32(new Uint16Array(bytes.buffer, bytes.byteOffset, count));
    case 'I8':
      return Float32Array.from(new Int8Array(bytes.buffer, bytes.byteOffset, count));
  }
}

/** The little-endian bytes of a typed array, viewed. */
export function bytesOf(view: ArrayBufferView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}
