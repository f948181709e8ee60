import type { FileHandle } from 'node:fs/promises';
import { ModelError } from '../errors.js';
import { FileCursor } from './file-cursor.js';
import { BLOCK_FORMATS, typeName, type BlockFormat } from './gguf-blocks.js';

/** A metadata value. 64-bit integers beyond 2⁵³ lose their last digits. */
export type GgufValue = number | boolean | string | readonly GgufScalar[];
type GgufScalar = number | boolean | string;

/** Where one tensor lies in a file. */
export interface GgufTensor {
  readonly name: string;
  readonly format: BlockFormat;
  /** Row-major: the last dimension is the one whose values are neighbours. */
  readonly dims: readonly number[];
  /** Bytes from the beginning of the file. */
  readonly start: number;
  readonly bytes: number;
}

export interface GgufHeader {
  readonly metadata: ReadonlyMap<string, GgufValue>;
  readonly tensors: readonly GgufTensor[];
}

const MAGIC = 0x46554747; // "GGUF"
const VERSIONS = [2, 3];
const DEFAULT_ALIGNMENT = 32;
const MAX_DIMENSIONS = 4;
/** The least that a metadata entry and a tensor entry take: what is claimed beyond cannot be there. */
const LEAST_ENTRY_BYTES = 13;
const LEAST_TENSOR_BYTES = 32;

const ARRAY_TYPE = 9;
const STRING_TYPE = 8;
/** Scalars of fixed size, by their type's number. */
const SCALARS: ReadonlyMap<number, { bytes: number; read: (view: DataView, at: number) => number | boolean }> = new Map(
  [
    [0, { bytes: 1, read: (view, at) => view.getUint8(at) }],
    [1, { bytes: 1, read: (view, at) => view.getInt8(at) }],
    [2, { bytes: 2, read: (view, at) => view.getUint16(at, true) }],
    [3, { bytes: 2, read: (view, at) => view.getInt16(at, true) }],
    [4, { bytes: 4, read: (view, at) => view.getUint32(at, true) }],
    [5, { bytes: 4, read: (view, at) => view.getInt32(at, true) }],
    [6, { bytes: 4, read: (view, at) => view.getFloat32(at, true) }],
    [7, { bytes: 1, read: (view, at) => view.getUint8(at) !== 0 }],
    [10, { bytes: 8, read: (view, at) => Number(view.getBigUint64(at, true)) }],
    [11, { bytes: 8, read: (view, at) => Number(view.getBigInt64(at, true)) }],
    [12, { bytes: 8, read: (view, at) => view.getFloat64(at, true) }],
  ],
);

/**
 * Reads and checks the header of a GGUF file, versions 2 and 3
 * (https://github.com/ggml-org/ggml/blob/master/docs/gguf.md): counts that the file has room for, known types, and
 * tensors that lie within the file and apart from each other.
 *
 * @throws ModelError INVALID_WEIGHTS, or UNSUPPORTED for a version or a number format that is not read.
 */
export async function readGgufHeader(handle: FileHandle, file: string): Promise<GgufHeader> {
  const { size } = await handle.stat();
  const cursor = new FileCursor(handle, file, size);
  if ((await cursor.u32()) !== MAGIC) throw cursor.error('this is no GGUF file');
  const version = await cursor.u32();
  if (!VERSIONS.includes(version)) {
    const message = `version ${version} of GGUF is not supported (${VERSIONS.join(' and ')} are)`;
    throw new ModelError('UNSUPPORTED', { file, key: 'version' }, message);
  }
  const tensorCount = await countOf(cursor, 'tensors', LEAST_TENSOR_BYTES);
  const entryCount = await countOf(cursor, 'metadata entries', LEAST_ENTRY_BYTES);
  const metadata = new Map<string, GgufValue>();
  for (let i = 0; i < entryCount; i++) {
    const key = await cursor.string(`the name of metadata entry ${i}`);
    metadata.set(key, await readValue(cursor, key));
  }
  const places: Omit<GgufTensor, 'start'>[] = [];
  const offsets: number[] = [];
  for (let i = 0; i < tensorCount; i++) {
    const { offset, ...place } = await readTensorEntry(cursor, i);
    places.push(place);
    offsets.push(offset);
  }
  const alignment = alignmentOf(metadata, cursor);
  const base = Math.ceil(cursor.position / alignment) * alignment;
  const tensors = places.map((place, i) => ({ ...place, start: base + (offsets[i] ?? 0) }));
  checkPlaces(tensors, cursor, alignment);
  return { metadata, tensors };
}

async function countOf(cursor: FileCursor, what: string, leastBytes: number): Promise<number> {
  const count = await cursor.size(`the number of ${what}`);
  if (count * leastBytes > cursor.remaining) {
    throw cursor.error(`is said to have ${count} ${what}, more than its ${cursor.fileBytes} bytes can hold`);
  }
  return count;
}

async function readValue(cursor: FileCursor, key: string): Promise<GgufValue> {
  const type = await cursor.u32();
  if (type !== ARRAY_TYPE) return readScalar(cursor, type, key);
  const itemType = await cursor.u32();
  const length = await cursor.size(`the length of ${key}`);
  const scalar = SCALARS.get(itemType);
  const bytes = length * (scalar?.bytes ?? 8);
  if (bytes > cursor.remaining) {
    throw cursor.error(`is said to have ${length} items, more than the file has room for`, key);
  }
  if (scalar) {
    const view = await cursor.view(bytes);
    return Array.from({ length }, (_, i) => scalar.read(view, i * scalar.bytes));
  }
  const items: GgufScalar[] = [];
  for (let i = 0; i < length; i++) items.push(await readScalar(cursor, itemType, key));
  return items;
}

async function readScalar(cursor: FileCursor, type: number, key: string): Promise<GgufScalar> {
  if (type === STRING_TYPE) return cursor.string(key);
  const scalar = SCALARS.get(type);
  if (!scalar) throw cursor.error(`has a value of type ${type}, which is not known`, key);
  return scalar.read(await cursor.view(scalar.bytes), 0);
}

async function readTensorEntry(
  cursor: FileCursor,
  index: number,
): Promise<Omit<GgufTensor, 'start'> & { offset: number }> {
  const name = await cursor.string(`the name of tensor ${index}`);
  const rank = await cursor.u32();
  if (rank > MAX_DIMENSIONS) throw cursor.error(`has ${rank} dimensions, at most ${MAX_DIMENSIONS} are allowed`, name);
  const dims: number[] = [];
  for (let i = 0; i < rank; i++) dims.unshift(await cursor.size(`a dimension of ${name}`));
  const type = await cursor.u32();
  const offset = await cursor.size(`the offset of ${name}`);
  const format = BLOCK_FORMATS.get(type);
  if (!format) {
    const known = [...BLOCK_FORMATS.values()].map((one) => one.name).join(', ');
    const message = `its number format ${typeName(type)} is not supported (${known} are)`;
    throw new ModelError('UNSUPPORTED', { file: cursor.file, key: name }, message);
  }
  const values = dims.reduce((product, d) => product * d, 1);
  const bytes = (values / format.values) * format.bytes;
  if (!Number.isSafeInteger(bytes) || (dims.at(-1) ?? 1) % format.values !== 0) {
    throw cursor.error(`shape [${dims.join()}] cannot be of ${format.name}, in blocks of ${format.values}`, name);
  }
  return { name, format, dims, bytes, offset };
}

function alignmentOf(metadata: ReadonlyMap<string, GgufValue>, cursor: FileCursor): number {
  const alignment = metadata.get('general.alignment') ?? DEFAULT_ALIGNMENT;
  if (typeof alignment === 'number' && alignment > 0 && alignment % 8 === 0) return alignment;
  throw cursor.error('must be a multiple of 8', 'general.alignment');
}

function checkPlaces(tensors: readonly GgufTensor[], cursor: FileCursor, alignment: number): void {
  const names = new Set<string>();
  let end = 0;
  for (const { name, start, bytes } of [...tensors].sort((a, b) => a.start - b.start)) {
    if (names.has(name)) throw cursor.error('stands in the file twice', name);
    names.add(name);
    if (start % alignment !== 0) throw cursor.error(`its data starts at byte ${start}, not at a multiple of ${alignment}`, name);
    if (start < end) throw cursor.error('its data overlaps another tensor', name);
    end = start + bytes;
    if (end > cursor.fileBytes) {
      throw cursor.error(`the file is truncated: its data ends at byte ${end}, the file has ${cursor.fileBytes}`, name);
    }
  }
}
