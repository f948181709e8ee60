import type { IncomingRecord, OutgoingRecord } from './records.js';

/** One partition in memory: what was written and is still kept. */
export class MemoryPartition {
  private readonly kept: IncomingRecord[] = [];
  private first = 0;

  constructor(
    private readonly topic: string,
    private readonly partition: number,
  ) {}

  /** The offset that the next record will get. */
  get end(): number {
    return this.first + this.kept.length;
  }

  /** The offset of the oldest record that is kept. */
  get start(): number {
    return this.first;
  }

  append({ key, value, headers }: OutgoingRecord, now = Date.now()): void {
    const { topic, partition, end: offset } = this;
    const lower = Object.fromEntries(
      Object.entries(headers).map(([name, text]): [string, string] => [name.toLowerCase(), text]),
    );
    this.kept.push({
      topic,
      partition,
      offset,
      key,
      value,
      headers: lower,
      timestamp: now,
    });
  }

  /** At most `most` records from an offset on. */
  read(offset: number, most: number): IncomingRecord[] {
    const from = Math.max(0, offset - this.first);
    return this.kept.slice(from, from + most);
  }

  /** Forgets all but the newest `most` records, but none from `needed` on. */
  trim(most: number, needed: number): void {
    const drop = Math.min(this.kept.length - most, needed - this.first);
    // In one go now and then: dropping from the front moves all the others.
    if (drop < most / 2) return;
    this.kept.splice(0, drop);
    this.first += drop;
  }
}
