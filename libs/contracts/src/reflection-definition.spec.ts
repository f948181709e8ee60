import protobuf from 'protobufjs';
import descriptor from 'protobufjs/ext/descriptor/index.js';
import { describe, expect, it } from 'vitest';

import { repairFile } from './reflection-definition.js';

const SOURCE = `
  syntax = "proto3";
  package p;
  message Outer {
    reserved 4, 8 to 10;
    map<string, int32> by_name = 1;
    optional string text = 2;
    message Inner { reserved 3; map<string, Outer> all = 1; }
  }`;

interface Message {
  field: { name: string; number: number; typeName: string }[];
  nestedType: (Message & { name: string })[];
  reservedRange: { start: number; end: number }[];
}

/** A file's first message, as protobufjs describes it and we repair it. */
function repaired(source: string): Message {
  const root = protobuf.parse(source, { keepCase: true }).root.resolveAll() as protobuf.Root;
  const [file] = (root.toDescriptor('proto3') as unknown as { file: protobuf.Message[] }).file;
  if (file === undefined) throw new Error('no file');
  const bytes = repairFile(Buffer.from(descriptor.FileDescriptorProto.encode(file).finish()));
  const decoded = descriptor.FileDescriptorProto.decode(bytes) as unknown as { messageType: [Message] };
  return decoded.messageType[0];
}

describe('repairFile', () => {
  const outer = repaired(SOURCE);

  it('ends reserved ranges where they end', () => {
    expect(outer.reservedRange).toMatchObject([
      { start: 4, end: 5 },
      { start: 8, end: 11 },
    ]);
    expect(outer.nestedType.find(({ name }) => name === 'Inner')?.reservedRange).toMatchObject([
      { start: 3, end: 4 },
    ]);
  });

  it('names the entries of maps as protoc does', () => {
    expect(outer.field[0]).toMatchObject({ name: 'by_name', typeName: 'ByNameEntry' });
    expect(outer.nestedType.map(({ name }) => name)).toEqual(['ByNameEntry', 'Inner']);
  });

  it('leaves the rest alone', () => {
    expect(outer.field[1]).toMatchObject({ name: 'text', number: 2 });
  });
});
