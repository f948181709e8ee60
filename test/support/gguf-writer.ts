/** A tensor of a GGUF file that a test makes: dimensions as GGUF orders them, the fastest first. */
export interface WrittenTensor {
  readonly name: string;
  readonly dims: readonly number[];
  /** ggml's number of the format. */
  readonly type: number;
  readonly bytes: Uint8Array;
  /** Bytes from the beginning of the data; default: behind the tensor before. */
  readonly offset?: number;
}

export interface WrittenGguf {
  readonly version?: number;
  /** Numbers are written as uint32 when they are whole and else as float32; lists by their first item. */
  readonly metadata: Readonly<Record<string, number | boolean | string | readonly (number | string)[]>>;
  readonly tensors: readonly WrittenTensor[];
  /** What the header claims, where it is to lie. */
  readonly claimed?: { readonly tensors?: bigint; readonly entries?: bigint };
}

const ALIGNMENT = 32;
const TYPES = { uint32: 4, float32: 6, bool: 7, string: 8, array: 9 } as const;

/** The bytes of a GGUF file (version 3 unless told otherwise). */
export function ggufBytes(file: WrittenGguf): Uint8Array {
  const out: Buffer[] = [];
  const put = (bytes: number, write: (buffer: Buffer) => void): void => {
    const buffer = Buffer.alloc(bytes);
    write(buffer);
    out.push(buffer);
  };
  const u32 = (value: number): void => put(4, (b) => b.writeUInt32LE(value));
  const u64 = (value: number | bigint): void => put(8, (b) => b.writeBigUInt64LE(BigInt(value)));
  const text = (value: string): void => {
    u64(Buffer.byteLength(value));
    out.push(Buffer.from(value));
  };
  const typeOf = (value: number | boolean | string): number => {
    if (typeof value === 'string') return TYPES.string;
    if (typeof value === 'boolean') return TYPES.bool;
    return Number.isInteger(value) ? TYPES.uint32 : TYPES.float32;
  };
  const scalar = (value: number | boolean | string): void => {
    if (typeof value === 'string') text(value);
    else if (typeof value === 'boolean') put(1, (b) => b.writeUInt8(Number(value)));
    else if (Number.isInteger(value)) u32(value);
    else put(4, (b) => b.writeFloatLE(value));
  };

  out.push(Buffer.from('GGUF'));
  u32(file.version ?? 3);
  u64(file.claimed?.tensors ?? file.tensors.length);
  u64(file.claimed?.entries ?? Object.keys(file.metadata).length);
  for (const [key, value] of Object.entries(file.metadata)) {
    text(key);
    if (typeof value !== 'object') {
      u32(typeOf(value));
      scalar(value);
      continue;
    }
    u32(TYPES.array);
    u32(typeOf(value[0] ?? ''));
    u64(value.length);
    for (const item of value) scalar(item);
  }
  const aligned = (bytes: number): number => Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
  let end = 0;
  for (const { name, dims, type, bytes, offset } of file.tensors) {
    text(name);
    u32(dims.length);
    for (const size of dims) u64(size);
    u32(type);
    u64(offset ?? end);
    end += aligned(bytes.byteLength);
  }
  const pad = (): void => {
    const length = out.reduce((sum, part) => sum + part.byteLength, 0);
    out.push(Buffer.alloc(aligned(length) - length));
  };
  for (const { bytes } of file.tensors) {
    pad();
    out.push(Buffer.from(bytes));
  }
  return Buffer.concat(out);
}
