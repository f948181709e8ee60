import protobuf from 'protobufjs';
import type { Metrics } from '../tracker.js';
import { crc32c } from './crc32c.js';

/** Field numbers of `tensorflow.Event` and `Summary` (tensorflow/core/util/event.proto, summary.proto). */
const EVENT = { wallTime: 1, step: 2, fileVersion: 3, summary: 5 } as const;
const SUMMARY_VALUE = 1;
const VALUE = { tag: 1, simpleValue: 2 } as const;
const WIRE = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

const tagOf = (field: number, wire: number): number => (field << 3) | wire;

/** The event that every file begins with. */
export function versionEvent(wallTime: number): Uint8Array {
  return protobuf.Writer.create()
    .uint32(tagOf(EVENT.wallTime, WIRE.fixed64))
    .double(wallTime)
    .uint32(tagOf(EVENT.fileVersion, WIRE.bytes))
    .string('brain.Event:2')
    .finish();
}

/**
 * One step's scalars as an event.
 *
 * @param wallTime seconds since 1970.
 */
export function scalarEvent(wallTime: number, step: number, metrics: Metrics): Uint8Array {
  const writer = protobuf.Writer.create()
    .uint32(tagOf(EVENT.wallTime, WIRE.fixed64))
    .double(wallTime)
    .uint32(tagOf(EVENT.step, WIRE.varint))
    .int64(step)
    .uint32(tagOf(EVENT.summary, WIRE.bytes))
    .fork();
  for (const [name, value] of Object.entries(metrics)) {
    writer
      .uint32(tagOf(SUMMARY_VALUE, WIRE.bytes))
      .fork()
      .uint32(tagOf(VALUE.tag, WIRE.bytes))
      .string(name)
      .uint32(tagOf(VALUE.simpleValue, WIRE.fixed32))
      .float(value)
      .ldelim();
  }
  return writer.ldelim().finish();
}

/** A record of a TFRecord file: length, its masked checksum, the bytes, their masked checksum. */
export function tfRecord(bytes: Uint8Array): Uint8Array {
  const record = new Uint8Array(bytes.length + 16);
  const view = new DataView(record.buffer);
  view.setBigUint64(0, BigInt(bytes.length), true);
  view.setUint32(8, masked(record.subarray(0, 8)), true);
  record.set(bytes, 12);
  view.setUint32(12 + bytes.length, masked(bytes), true);
  return record;
}

/** TFRecord's mask, so that a checksum of data that holds checksums stays meaningful. */
function masked(bytes: Uint8Array): number {
  const crc = crc32c(bytes);
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}
