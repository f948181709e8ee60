import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import {
  credentials,
  loadPackageDefinition,
  type ChannelCredentials,
  type ClientDuplexStream,
  type ServiceError,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { HealthClient, type CanonicalizationClient, type ServingStatus } from '@ordena/contracts';

/** Calls a unary method and gives its failure. @throws when it does not fail. */
export async function failureOf(call: Promise<unknown>): Promise<ServiceError> {
  try {
    await call;
  } catch (error) {
    return error as ServiceError;
  }
  throw new Error('the call did not fail');
}

/** Sends bytes as they are to Canonicalize, as a client that breaks the contract would. */
export function canonicalizeBytes(client: CanonicalizationClient, bytes: Buffer): Promise<unknown> {
  return new Promise((resolve, reject) => {
    client.raw.makeUnaryRequest(
      '/ordena.v1.CanonicalizationService/Canonicalize',
      (message: Buffer) => message,
      (message: Buffer) => message,
      bytes,
      (error, value) => {
        if (error === null) resolve(value);
        else reject(error);
      },
    );
  });
}

/** Asks the standard health service. */
export async function healthOf(
  address: string,
  service: string,
  channel?: ChannelCredentials,
): Promise<ServingStatus> {
  const client = new HealthClient(address, channel);
  try {
    return await client.check(service);
  } finally {
    client.close();
  }
}

interface ReflectionAnswer {
  listServicesResponse?: { service: { name: string }[] };
  fileDescriptorResponse?: { fileDescriptorProto: Buffer[] };
}

/** Asks the standard reflection service one question. */
export async function reflect(address: string, question: Record<string, string>): Promise<ReflectionAnswer> {
  const folder = dirname(createRequire(import.meta.url).resolve('@grpc/reflection/package.json'));
  const proto = loadSync(join(folder, 'build/proto/grpc/reflection/v1/reflection.proto'));
  const loaded = loadPackageDefinition(proto) as unknown as {
    grpc: {
      reflection: {
        v1: {
          ServerReflection: new (
            address: string,
            channel: unknown,
          ) => { serverReflectionInfo(): ClientDuplexStream<object, ReflectionAnswer>; close(): void };
        };
      };
    };
  };
  const client = new loaded.grpc.reflection.v1.ServerReflection(address, credentials.createInsecure());
  const stream = client.serverReflectionInfo();
  try {
    return await new Promise((resolve, reject) => {
      stream.once('data', resolve).once('error', reject);
      stream.write(question);
    });
  } finally {
    stream.end();
    client.close();
  }
}
