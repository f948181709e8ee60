import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { loadSync, type Options, type PackageDefinition } from '@grpc/proto-loader';
import protobuf from 'protobufjs';

import { ContractsError } from './errors.js';

/** The same choices the types in generated/ were made with: see the `generate` script. */
export const LOADER_OPTIONS: Options = { longs: Number, enums: String, defaults: true, oneofs: true };

/** Every file, by its path in proto/. */
export const PROTO_FILES = [
  'ordena/v1/augmentation.proto',
  'ordena/v1/canonicalization.proto',
  'ordena/v1/events.proto',
  'ordena/v1/models.proto',
  'ordena/v1/tokenization.proto',
  'ordena/v1/training.proto',
  'google/rpc/error_details.proto',
];

/** The folder of the .proto files, the same from src/ and from dist/. */
export function protoFolder(): string {
  const folder = fileURLToPath(new URL('../../../proto/', import.meta.url));
  if (!existsSync(join(folder, 'ordena/v1/canonicalization.proto'))) {
    throw new ContractsError('PROTO_MISSING', `no .proto files in ${folder}`, folder);
  }
  return folder;
}

let definition: PackageDefinition | undefined;
let root: protobuf.Root | undefined;

/** Every message and service of proto/, loaded once: what a gRPC server and a client need. */
export function loadPackageDefinition(): PackageDefinition {
  definition ??= loadSync(PROTO_FILES, { ...LOADER_OPTIONS, includeDirs: [protoFolder()] });
  return definition;
}

/** The same files as protobufjs reflection, for what grpc-js does not do: checks on the wire bytes, error details. */
export function loadProtoRoot(): protobuf.Root {
  if (root === undefined) {
    const folder = protoFolder();
    const loaded = new protobuf.Root();
    // Google's own types are built into protobufjs; only ours are files.
    loaded.resolvePath = (_origin, target) =>
      target.startsWith('google/protobuf/') ? target : join(folder, target);
    loaded.loadSync(PROTO_FILES).resolveAll();
    root = loaded;
  }
  return root;
}
