import { decodeEvent, isCloudEvent, type IncomingRecord, type OutgoingRecord } from '@ordena/events';
import type { DeadLetter } from '@ordena/service-order-stream';

import { CliError } from './errors.js';

/** A record as a person wants to see it: its event where it is one, its text where it is text. */
export function describeRecord(record: IncomingRecord): object {
  const { topic, partition, offset, timestamp, key, value, headers } = record;
  const place = {
    topic,
    partition,
    offset,
    time: new Date(timestamp).toISOString(),
    key: key?.toString() ?? null,
  };
  if (!isCloudEvent(headers)) return { ...place, value: value?.toString() ?? null };
  try {
    return { ...place, event: decodeEvent(record) };
  } catch (error) {
    return { ...place, value: value?.toString() ?? null, fault: String(error) };
  }
}

/** What a dead letter says, without the value it carries. */
export function describeDeadLetter(
  record: IncomingRecord,
): Omit<DeadLetter, 'value_base64' | 'key_base64' | 'headers'> {
  const { order_id, reason, message, attempts, source } = letterIn(record);
  return { order_id, reason, message, attempts, source };
}

/** The record that a dead letter stands for, to be written again; undefined when it was too large to be kept. */
export function originalRecord(record: IncomingRecord): OutgoingRecord | undefined {
  const { key_base64: key, value_base64: value, headers } = letterIn(record);
  if (value === undefined) return undefined;
  return {
    key: key === null ? null : Buffer.from(key, 'base64'),
    value: Buffer.from(value, 'base64'),
    headers,
  };
}

function letterIn(record: IncomingRecord): DeadLetter {
  const { data } = decodeEvent(record);
  if (typeof data === 'object' && data !== null && 'reason' in data && 'source' in data)
    return data as DeadLetter;
  throw new CliError('BAD_INPUT', `${record.topic}/${record.partition}/${record.offset} is no dead letter`);
}
