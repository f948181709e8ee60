import { createReadStream } from 'node:fs';
import { open, truncate, type FileHandle } from 'node:fs/promises';
import { createInterface } from 'node:readline';

/** A file of JSON lines that grows, each line with an `order_id` that stands in it once. */
export class JsonlSink {
  private constructor(
    private readonly file: FileHandle,
    private readonly ids: Set<string>,
  ) {}

  /** Opens the file and learns what it holds; half a line, which a killed process may have left, is cut off. */
  static async open(path: string): Promise<JsonlSink> {
    const file = await open(path, 'a');
    const ids = new Set<string>();
    let whole = 0;
    try {
      for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
        const id = idIn(line);
        if (id === undefined) break;
        ids.add(id);
        whole += Buffer.byteLength(line) + 1;
      }
      const { size } = await file.stat();
      if (size > whole) await truncate(path, whole);
      // A last line that lacks only its end is whole: give it one.
      else if (size < whole) await file.write('\n');
    } catch (error) {
      await file.close();
      throw error;
    }
    return new JsonlSink(file, ids);
  }

  has(id: string): boolean {
    return this.ids.has(id);
  }

  /** Writes a line and waits until the disk has it. An id that is there already is passed over. */
  async write(value: { order_id: string }): Promise<void> {
    if (this.ids.has(value.order_id)) return;
    await this.file.write(`${JSON.stringify(value)}\n`);
    await this.file.datasync();
    this.ids.add(value.order_id);
  }

  /** May be called twice. */
  async close(): Promise<void> {
    if (this.file.fd >= 0) await this.file.close();
  }
}

function idIn(line: string): string | undefined {
  try {
    const value = JSON.parse(line) as { order_id?: unknown };
    return typeof value.order_id === 'string' ? value.order_id : undefined;
  } catch {
    return undefined;
  }
}
