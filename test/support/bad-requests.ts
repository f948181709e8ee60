import {
  Client,
  credentials,
  Metadata,
  status,
  type ChannelCredentials,
  type ServiceError,
} from '@grpc/grpc-js';
import { readStatusDetails, type StatusDetails } from '@ordena/contracts';
import { expect, it } from 'vitest';

/** A call as it goes over the wire, however wrong. */
export interface WireCall {
  /** `/package.Service/Method`. */
  path: string;
  /** The bytes of the one message, or of each message of a stream. */
  bytes: Buffer | readonly Buffer[];
  /** Metadata of the call. */
  metadata?: Record<string, string>;
  /** Milliseconds until the deadline. Default 20000. */
  timeoutMs?: number;
}

/** One request that must be refused, and how. A service's spec is a table of these. */
export interface BadRequest extends WireCall {
  /** What is wrong with it. */
  name: string;
  /** Status code. */
  code: number;
  /** Reason in the details; not set: gRPC itself answers, which gives none. */
  reason?: string;
  /** Field in the details, and where the request is at fault, in the violations too. */
  field?: string;
}

/** What the caller got. */
export interface Refusal {
  code: number;
  details: StatusDetails | undefined;
}

/**
 * Makes a call of bytes, to a method of any kind.
 *
 * @returns the refusal, or undefined when the call was answered.
 */
export async function refusalOf(
  address: string,
  { path, bytes, metadata = {}, timeoutMs = 20_000 }: WireCall,
  channel: ChannelCredentials = credentials.createInsecure(),
): Promise<Refusal | undefined> {
  const client = new Client(address, channel);
  const headers = new Metadata();
  for (const [key, value] of Object.entries(metadata)) headers.set(key, value);
  const same = (message: Buffer): Buffer => message;
  try {
    const options = { deadline: Date.now() + timeoutMs };
    // On the wire a unary call is a stream of one message each way.
    const call = client.makeBidiStreamRequest(path, same, same, headers, options);
    const error = await new Promise<ServiceError | undefined>((resolve) => {
      call.once('error', (failure: ServiceError) => {
        resolve(failure);
      });
      call
        .on('data', () => undefined)
        .once('end', () => {
          resolve(undefined);
        });
      for (const message of Buffer.isBuffer(bytes) ? [bytes] : bytes) call.write(message);
      call.end();
    });
    return error === undefined ? undefined : { code: error.code, details: readStatusDetails(error) };
  } finally {
    client.close();
  }
}

/**
 * A test for each bad request: it is refused as it says, and a good call is answered after it.
 *
 * @param address of the service, asked when a test runs.
 */
export function refuses(address: () => string, bad: readonly BadRequest[], good: WireCall): void {
  it.each(bad)('refuses $name', async (request) => {
    const refusal = await refusalOf(address(), request);
    expect(refusal?.code).toBe(request.code);
    const { reason, field } = request;
    if (reason !== undefined) expect(refusal?.details?.reason).toBe(reason);
    if (field !== undefined) expect(refusal?.details?.metadata).toEqual({ field });
    if (field !== undefined && request.code === Number(status.INVALID_ARGUMENT))
      expect(refusal?.details?.violations).toMatchObject([{ field }]);
    expect(await refusalOf(address(), good)).toBeUndefined();
  });
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

/**
 * What every unary method must refuse, whatever its message: bytes that are no message, calls that are no calls.
 *
 * @param type the name of its request, as the details call it.
 * @param first its field 1, which is no number.
 */
export function wireFaults(path: string, good: Buffer, type: string, first: string): BadRequest[] {
  const [service = ''] = path.slice(1).split('/');
  const { INVALID_ARGUMENT, UNIMPLEMENTED, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED } = status;
  const noMessage = { path, code: INVALID_ARGUMENT, reason: 'FIELD_INVALID', field: type };
  return [
    { name: 'words for a message', ...noMessage, bytes: Buffer.from('not a message') },
    { name: 'a cut message', ...noMessage, bytes: good.subarray(0, -3) },
    { name: 'a number for a text', ...noMessage, field: first, bytes: numberField(1, 5) },
    {
      name: 'a huge message',
      path,
      bytes: textField(1, 'x'.repeat(5 << 20)),
      code: RESOURCE_EXHAUSTED,
    },
    { name: 'a passed deadline', path, bytes: good, code: DEADLINE_EXCEEDED, timeoutMs: 0 },
    { name: 'no message', path, bytes: [], code: UNIMPLEMENTED },
    { name: 'an unknown method', path: `/${service}/Nothing`, bytes: good, code: UNIMPLEMENTED },
    { name: 'an unknown service', path: '/no.such.Service/Nothing', bytes: good, code: UNIMPLEMENTED },
  ];
}
