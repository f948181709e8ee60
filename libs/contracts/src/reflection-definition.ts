import { loadSync, type AnyDefinition, type PackageDefinition } from '@grpc/proto-loader';
import descriptor from 'protobufjs/ext/descriptor/index.js';

import { LOADER_OPTIONS, PROTO_FILES, protoFolder } from './protos.js';

/** The parts of google.protobuf.DescriptorProto that need a repair. */
interface MessageDescriptor {
  name: string;
  field: { name: string; typeName: string }[];
  nestedType: MessageDescriptor[];
  reservedRange: { start: number; end: number }[];
  options?: { mapEntry?: boolean } | null;
}

/**
 * What reflection shows: our protos and others, fields named as they are written.
 *
 * protobufjs writes two things of a descriptor wrongly, and clients that check what they read, as grpcurl does, then
 * refuse the whole file: the type of a map's entries lacks the ending "Entry", and a reserved range, whose end is
 * exclusive in a descriptor, is written with an inclusive one. Both are set right here.
 *
 * @param others further .proto files, by absolute path.
 */
export function loadReflectionDefinition(others: readonly string[] = []): PackageDefinition {
  const definition = loadSync([...PROTO_FILES, ...others], {
    ...LOADER_OPTIONS,
    keepCase: true,
    includeDirs: [protoFolder()],
  });
  return Object.fromEntries(
    Object.entries(definition).map(([name, entry]): [string, AnyDefinition] => {
      if (!Array.isArray(entry.fileDescriptorProtos)) return [name, entry];
      const fileDescriptorProtos = entry.fileDescriptorProtos.map((bytes: Buffer) => repairFile(bytes));
      return [name, { ...entry, fileDescriptorProtos } as AnyDefinition];
    }),
  );
}

/** An encoded google.protobuf.FileDescriptorProto, set right. */
export function repairFile(bytes: Buffer): Buffer {
  const file = descriptor.FileDescriptorProto.decode(bytes);
  for (const message of (file as unknown as { messageType: MessageDescriptor[] }).messageType)
    repairMessage(message);
  return Buffer.from(descriptor.FileDescriptorProto.encode(file).finish());
}

function repairMessage(message: MessageDescriptor): void {
  for (const range of message.reservedRange) range.end += 1;
  for (const nested of message.nestedType) {
    if (nested.options?.mapEntry === true) renameEntry(message, nested);
    else repairMessage(nested);
  }
}

function renameEntry(message: MessageDescriptor, entry: MessageDescriptor): void {
  const wrong = entry.name;
  const field = message.field.find(({ name, typeName }) => typeName === wrong && upperFirst(name) === wrong);
  if (field === undefined) return;
  entry.name = `${field.name.split('_').map(upperFirst).join('')}Entry`;
  field.typeName = entry.name;
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
