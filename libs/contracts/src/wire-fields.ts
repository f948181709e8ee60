import protobuf, { type Type } from 'protobufjs';

import { ContractsError } from './errors.js';
import { fieldPath } from './field-path.js';
import { firstInvalidUtf8 } from './utf8.js';

const VARINT = 0;
const FIXED_64 = 1;
const LENGTH_DELIMITED = 2;
const FIXED_32 = 5;

/** How numbers go over the wire that are no varints (https://protobuf.dev/programming-guides/encoding). */
const FIXED: Readonly<Record<string, number>> = {
  double: FIXED_64,
  fixed64: FIXED_64,
  sfixed64: FIXED_64,
  float: FIXED_32,
  fixed32: FIXED_32,
  sfixed32: FIXED_32,
};

/**
 * Checks what the decoder passes over: that every field of an encoded message has its type, and that every `string` is
 * UTF-8, as proto3 demands. The decoder leaves out a field of another type as if it were not set, and puts U+FFFD in
 * place of what is not UTF-8, and a wrong order would be read from it. Fields that the contract does not have may be
 * there: newer callers send them.
 *
 * @param type what the bytes encode.
 * @param bytes the message on the wire.
 * @returns the fault, with the field's path and the offset in it, or undefined when there is none.
 */
export function findInvalidField(type: Type, bytes: Uint8Array, path = ''): ContractsError | undefined {
  const reader = protobuf.Reader.create(bytes);
  const seen = new Map<number, number>();
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    const wireType = tag & 7;
    const field = type.fieldsById[tag >>> 3];
    if (field === undefined) {
      reader.skipType(wireType);
      continue;
    }
    const index = seen.get(field.id) ?? 0;
    seen.set(field.id, index + 1);
    const own = fieldPath([field.name, ...(field.repeated ? [index] : [])]);
    const here = path === '' ? own : `${path}.${own}`;
    if (!fits(field, wireType)) {
      return new ContractsError('FIELD_INVALID', `${here} has another type: it must be ${field.type}`, here);
    }
    if (wireType !== LENGTH_DELIMITED) {
      reader.skipType(wireType);
      continue;
    }
    const fault = findInValue(field.resolve(), reader.bytes(), here);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

/** Whether a field may go over the wire so. Numbers of a list may come packed. */
function fits(field: Type['fieldsArray'][number], wireType: number): boolean {
  const { type, resolvedType } = field.resolve();
  const isMessage = resolvedType !== null && 'fieldsById' in resolvedType;
  if (field.map || isMessage || type === 'string' || type === 'bytes') return wireType === LENGTH_DELIMITED;
  return wireType === (FIXED[type] ?? VARINT) || (field.repeated && wireType === LENGTH_DELIMITED);
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
  return nested !== null && 'fieldsById' in nested ? findInvalidField(nested, value, here) : undefined;
}
