import { Metadata, type StatusObject } from '@grpc/grpc-js';
import type { Type } from 'protobufjs';

import { loadProtoRoot } from './protos.js';

/** The trailer that carries a whole google.rpc.Status. */
export const STATUS_DETAILS_KEY = 'grpc-status-details-bin';

const TYPE_PREFIX = 'type.googleapis.com/';

/** Why a call failed, for programs. */
export interface StatusDetails {
  /** gRPC status code. */
  code: number;
  /** What is wrong and where, in one line. */
  message: string;
  /** Stable name of the failure ("EMPTY_TEXT"). */
  reason: string;
  /** Further facts, by name. */
  metadata?: Record<string, string>;
  /** Faults of the request, by field path. */
  violations?: { field: string; description: string }[];
  /** When to try again, in milliseconds. Not set where trying again is of no use. */
  retryAfterMs?: number;
}

/**
 * A failure as a grpc-js status, with a google.rpc.Status in its trailer: an ErrorInfo always, a BadRequest when there
 * are violations, a RetryInfo when it is known when to try again.
 */
export function toGrpcStatus(details: StatusDetails): Partial<StatusObject> {
  const { code, message, reason, metadata = {}, violations = [], retryAfterMs } = details;
  const parts = [pack('google.rpc.ErrorInfo', { reason, domain: 'ordena', metadata })];
  if (violations.length > 0) parts.unshift(pack('google.rpc.BadRequest', { fieldViolations: violations }));
  if (retryAfterMs !== undefined) {
    const seconds = Math.floor(retryAfterMs / 1000);
    const nanos = Math.round((retryAfterMs - seconds * 1000) * 1e6);
    parts.push(pack('google.rpc.RetryInfo', { retryDelay: { seconds, nanos } }));
  }
  const trailer = new Metadata();
  const status = type('google.rpc.Status');
  trailer.set(
    STATUS_DETAILS_KEY,
    Buffer.from(status.encode(status.fromObject({ code, message, details: parts })).finish()),
  );
  return { code, details: message, metadata: trailer };
}

/**
 * The details in the trailer of a failed call.
 *
 * @param error what the client threw.
 * @returns undefined when the server sent none.
 */
export function readStatusDetails(error: { metadata?: Metadata }): StatusDetails | undefined {
  const bytes = error.metadata?.get(STATUS_DETAILS_KEY)[0];
  if (bytes === undefined || typeof bytes === 'string') return undefined;
  const statusType = type('google.rpc.Status');
  const status = statusType.toObject(statusType.decode(bytes), { defaults: true }) as {
    code: number;
    message: string;
    details: { type_url: string; value: Uint8Array }[];
  };
  const found: StatusDetails = { code: status.code, message: status.message, reason: '' };
  for (const { type_url: url, value } of status.details) {
    if (url === `${TYPE_PREFIX}google.rpc.BadRequest`) {
      found.violations = unpack<{ fieldViolations: { field: string; description: string }[] }>(
        'google.rpc.BadRequest',
        value,
      ).fieldViolations;
    } else if (url === `${TYPE_PREFIX}google.rpc.ErrorInfo`) {
      const info = unpack<{ reason: string; metadata: Record<string, string> }>(
        'google.rpc.ErrorInfo',
        value,
      );
      found.reason = info.reason;
      found.metadata = info.metadata;
    } else if (url === `${TYPE_PREFIX}google.rpc.RetryInfo`) {
      const { retryDelay } = unpack<{ retryDelay: { seconds: number; nanos: number } }>(
        'google.rpc.RetryInfo',
        value,
      );
      found.retryAfterMs = Number(retryDelay.seconds) * 1000 + retryDelay.nanos / 1e6;
    }
  }
  return found;
}

function type(name: string): Type {
  return loadProtoRoot().lookupType(name);
}

function pack(name: string, value: object): { type_url: string; value: Uint8Array } {
  const messageType = type(name);
  return { type_url: TYPE_PREFIX + name, value: messageType.encode(messageType.fromObject(value)).finish() };
}

function unpack<T>(name: string, bytes: Uint8Array): T {
  const messageType = type(name);
  return messageType.toObject(messageType.decode(bytes), { defaults: true, longs: Number }) as T;
}
