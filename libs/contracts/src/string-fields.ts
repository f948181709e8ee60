import protobuf, { type Type } from 'protobufjs';

import { ContractsError } from './errors.js';
import { fieldPath } from './field-path.js';
import { firstInvalidUtf8 } from './utf8.js';

const LENGTH_DELIMITED = 2;

/**
 * Checks that every `string` field of an encoded message is UTF-8, as proto3 demands. The decoder would put U+FFFD in
 * place of what is not, and a wrong order would be read from it.
 *
 * @param type what the bytes encode.
 * @param bytes the message on the wire.
 * @returns the fault, with the field's path and the offset in it, or undefined when there is none.
 */
export function findInvalidString(type: Type, bytes: Uint8Array, path = ''): ContractsError | undefined {
  const reader = protobuf.Reader.create(bytes);
  const seen = new Map<number, number>();
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    const wireType = tag & 7;
    const field = type.fieldsById[tag >>> 3];
    if (wireType !== LENGTH_DELIMITED || field === undefined) {
      reader.skipType(wireType);
      continue;
    }
    const value = reader.bytes();
    const index = seen.get(field.id) ?? 0;
    seen.set(field.id, index + 1);
    const own = fieldPath([field.name, ...(field.repeated ? [index] : [])]);
    const here = path === '' ? own : `${path}.${own}`;
    const fault = findInValue(field.resolve(), value, here);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function findInValue(
  field: Type['fieldsArray'][number],
  value: Uint8Array,
  here: string,
): ContractsError | undefined {
  if (field.type === 'string') {
    const offset = firstInvalidUtf8(value);
    if (offset < 0) return undefined;
    const byte = (value[offset] ?? 0).toString(16).padStart(2, '0');
    return new ContractsError(
      'UTF8_INVALID',
      `${here} is not UTF-8 at byte ${String(offset)} (0x${byte})`,
      here,
    );
  }
  const nested = field.resolvedType;
  return nested !== null && 'fieldsById' in nested ? findInvalidString(nested, value, here) : undefined;
}
