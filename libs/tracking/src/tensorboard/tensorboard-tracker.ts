import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { TrackingError } from '../errors.js';
import type { Metrics, Tracker } from '../tracker.js';
import { scalarEvent, tfRecord, versionEvent } from './event-record.js';

const NAME = 'TensorBoard';

/** Writes a run's scalars as an event file that `tensorboard --logdir` reads while the run goes on. */
export class TensorBoardTracker implements Tracker {
  readonly name = NAME;
  private file: FileHandle | undefined;

  private constructor(file: FileHandle) {
    this.file = file;
  }

  /**
   * @param dir made when it is not there; a resumed run adds a file beside the earlier ones.
   * @throws TrackingError BAD_SETTING when the folder cannot be written to.
   */
  static async open(dir: string): Promise<TensorBoardTracker> {
    const seconds = Date.now() / 1000;
    const name = `events.out.tfevents.${Math.floor(seconds)}.${hostname()}.${process.pid}`;
    try {
      await mkdir(dir, { recursive: true });
      const file = await open(join(dir, name), 'a');
      await file.appendFile(tfRecord(versionEvent(seconds)));
      return new TensorBoardTracker(file);
    } catch (cause) {
      throw new TrackingError('BAD_SETTING', NAME, `${dir} cannot be written to`, cause);
    }
  }

  async log(step: number, metrics: Metrics): Promise<void> {
    if (!this.file) throw new TrackingError('CLOSED', NAME, 'the run is over');
    await this.file.appendFile(tfRecord(scalarEvent(Date.now() / 1000, step, metrics)));
  }

  async close(): Promise<void> {
    const file = this.file;
    this.file = undefined;
    await file?.close();
  }
}
