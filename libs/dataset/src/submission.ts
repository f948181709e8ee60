import { stringify, type Stringifier } from 'csv-stringify';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { DatasetError } from './errors.js';

/** Writes `submission.csv` (columns id, prediction) row by row: what is done is on disk, whatever happens later. */
export class SubmissionWriter {
  private readonly rows: Stringifier;
  private readonly done: Promise<void>;

  /** @param append goes on with a file that has its header already. */
  constructor(
    private readonly file: string,
    append = false,
  ) {
    this.rows = stringify({ header: !append, columns: ['id', 'prediction'] });
    const out = createWriteStream(file, { flags: append ? 'a' : 'w' });
    this.rows.pipe(out);
    this.done = finished(out);
    // Reported by close(); without a handler here an early failure would end the process.
    this.done.catch(() => undefined);
  }

  write(id: string, prediction: string): void {
    this.rows.write([id, prediction]);
  }

  /** Waits until all rows are written. May be called twice. @throws DatasetError WRITE_FAILED. */
  async close(): Promise<void> {
    this.rows.end();
    try {
      await this.done;
    } catch (cause) {
      throw new DatasetError('WRITE_FAILED', { file: this.file }, 'the rows cannot be written', cause);
    }
  }
}
