import { Client, credentials, Metadata, type ChannelCredentials, type ServiceError } from '@grpc/grpc-js';
import { readStatusDetails, type StatusDetails } from '@ordena/contracts';

/** One request that must be refused, and how. A service's spec is a table of these. */
export interface BadRequest {
  /** What is wrong with it. */
  name: string;
  /** `/package.Service/Method`. */
  path: string;
  /** The message's bytes, however wrong. */
  bytes: Buffer;
  /** Status code. */
  code: number;
  /** Reason in the details; not set: gRPC itself answers, which gives none. */
  reason?: string;
  /** Field in the details. */
  field?: string;
  /** Metadata of the call. */
  metadata?: Record<string, string>;
  /** Milliseconds until the deadline. Default 20000. */
  timeoutMs?: number;
}

/** What the caller got. */
export interface Refusal {
  code: number;
  details: StatusDetails | undefined;
}

/**
 * Sends bytes to a method as one message.
 *
 * @returns the refusal, or undefined when the call was answered.
 */
export async function refusalOf(
  address: string,
  { path, bytes, metadata = {}, timeoutMs = 20_000 }: Omit<BadRequest, 'name' | 'code'>,
  channel: ChannelCredentials = credentials.createInsecure(),
): Promise<Refusal | undefined> {
  const client = new Client(address, channel);
  const headers = new Metadata();
  for (const [key, value] of Object.entries(metadata)) headers.set(key, value);
  const same = (message: Buffer): Buffer => message;
  try {
    const error = await new Promise<ServiceError | null>((resolve) => {
      const options = { deadline: Date.now() + timeoutMs };
      client.makeUnaryRequest(path, same, same, bytes, headers, options, (failure) => {
        resolve(failure);
      });
    });
    return error === null ? undefined : { code: error.code, details: readStatusDetails(error) };
  } finally {
    client.close();
  }
}

/** Field `id` of a message, as text or bytes. */
export function textField(id: number, value: string | Buffer): Buffer {
  const bytes = typeof value === 'string' ? Buffer.from(value) : value;
  return Buffer.concat([varint((id << 3) | 2), varint(bytes.length), bytes]);
}

/** Field `id` of a message, as a whole number from 0. */
export function numberField(id: number, value: number): Buffer {
  return Buffer.concat([varint(id << 3), varint(value)]);
}

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let left = value;
  for (; left > 127; left = Math.floor(left / 128)) bytes.push((left % 128) + 128);
  return Buffer.from([...bytes, left]);
}
