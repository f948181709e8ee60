import { describe, expect, it } from 'vitest';
import { ProtoWriter } from './proto-writer.js';

const bytes = (write: (w: ProtoWriter) => void): number[] => {
  const writer = new ProtoWriter();
  write(writer);
  return [...writer.finish()];
};

// Expected bytes: the examples of https://protobuf.dev/programming-guides/encoding/ and int64's two's complement.
describe('ProtoWriter', () => {
  it('writes varints', () => {
    expect(bytes((w) => w.varintField(1, 150))).toEqual([0x08, 0x96, 0x01]);
    expect(bytes((w) => w.varintField(1, -1))).toEqual([0x08, ...Array<number>(9).fill(0xff), 0x01]);
  });

  it('writes strings with their length in bytes', () => {
    expect(bytes((w) => w.stringField(2, 'testing'))).toEqual([
      0x12, 0x07, 0x74, 0x65, 0x73, 0x74, 0x69, 0x6e, 0x67,
    ]);
    expect(bytes((w) => w.stringField(2, 'ñ'))).toEqual([0x12, 0x02, 0xc3, 0xb1]);
  });

  it('nests messages', () => {
    expect(bytes((w) => w.messageField(3, (inner) => inner.varintField(1, 150)))).toEqual([
      0x1a, 3, 0x08, 0x96, 0x01,
    ]);
  });

  it('writes floats in little-endian', () => {
    expect(bytes((w) => w.floatField(2, 1))).toEqual([0x15, 0, 0, 0x80, 0x3f]);
  });

  it('grows beyond its first buffer', () => {
    const long = 'x'.repeat(100_000);
    expect(bytes((w) => w.stringField(1, long))).toHaveLength(1 + 3 + 100_000);
  });
});
