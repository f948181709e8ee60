import type { FileHandle } from 'node:fs/promises';
import { ModelError } from '../errors.js';
import { readExactly } from '../weights/read-file.js';

const WINDOW_BYTES = 1 << 20;
/** Longest string that is believed, in bytes: chat templates are the longest there are, of some thousands. */
const MAX_STRING_BYTES = 1 << 24;

/**
 * Reads little-endian values one after the other through a window on the file, so that what a header claims costs no
 * memory before it is there.
 */
export class FileCursor {
  private window = new Uint8Array();
  private windowStart = 0;
  private at = 0;
  private readonly decoder = new TextDecoder('utf-8', { fatal: true });

  constructor(
    private readonly handle: FileHandle,
    readonly file: string,
    readonly fileBytes: number,
  ) {}

  get position(): number {
    return this.at;
  }

  /** Bytes from here to the end of the file. */
  get remaining(): number {
    return this.fileBytes - this.at;
  }

  async u32(): Promise<number> {
    return (await this.view(4)).getUint32(0, true);
  }

  /** A 64-bit length or offset. @throws ModelError INVALID_WEIGHTS for one that no file has. */
  async size(what: string): Promise<number> {
    const value = (await this.view(8)).getBigUint64(0, true);
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw this.error(`${what} is ${value}: no such file can be`);
    return Number(value);
  }

  async string(what: string): Promise<string> {
    const bytes = await this.size(`the length of ${what}`);
    if (bytes > Math.min(MAX_STRING_BYTES, this.remaining)) {
      throw this.error(`${what} is said to take ${bytes} bytes of the ${this.remaining} that are left`);
    }
    try {
      return this.decoder.decode(await this.bytes(bytes));
    } catch (cause) {
      if (cause instanceof ModelError) throw cause;
      throw new ModelError('INVALID_WEIGHTS', { file: this.file }, `${what} is not UTF-8`, cause);
    }
  }

  /** The next bytes as a view, good until the next call. */
  async view(bytes: number): Promise<DataView> {
    const taken = await this.bytes(bytes);
    return new DataView(taken.buffer, taken.byteOffset, bytes);
  }

  error(message: string, key?: string): ModelError {
    const where = key === undefined ? { file: this.file } : { file: this.file, key };
    return new ModelError('INVALID_WEIGHTS', where, message);
  }

  private async bytes(count: number): Promise<Uint8Array> {
    if (count > this.remaining) throw this.error(`the file is truncated: it ends at byte ${this.fileBytes}`);
    if (this.at + count > this.windowStart + this.window.byteLength) {
      this.window = new Uint8Array(Math.min(Math.max(count, WINDOW_BYTES), this.remaining));
      this.windowStart = this.at;
      await readExactly(this.handle, this.window, this.at, this.file);
    }
    const from = this.at - this.windowStart;
    this.at += count;
    return this.window.subarray(from, from + count);
  }
}
