/** A record to be written. */
export interface OutgoingRecord {
  /** Records with one key go to one partition and keep their order. null: any partition. */
  key: Buffer | null;
  value: Buffer;
  headers: Readonly<Record<string, string>>;
}

/** A record that was read. */
export interface IncomingRecord {
  topic: string;
  partition: number;
  /** Its place in the partition; a whole number below 2^53. */
  offset: number;
  key: Buffer | null;
  /** null: a tombstone. */
  value: Buffer | null;
  /** Of several headers with one name, the last. Names in lower case. */
  headers: Readonly<Record<string, string>>;
  /** When it was written, milliseconds since 1970. */
  timestamp: number;
}
