/**
 * Checks on what crosses the border, without gRPC, so that a command line pays only for what it uses.
 *
 * @example
 * ```ts
 * import { checkOrderText } from '@ordena/contracts/requests';
 * checkOrderText('   '); // throws ContractsError 'EMPTY_TEXT'
 * ```
 * @module
 */
import { z } from 'zod';

import { ContractsError, type ContractsErrorCode } from './errors.js';
import { fieldPath } from './field-path.js';
import { firstInvalidUtf8 } from './utf8.js';

export { ContractsError, type ContractsErrorCode } from './errors.js';
export { firstInvalidUtf8 } from './utf8.js';

/** Longest text of one order, in bytes of UTF-8: some ten pages, far beyond what a model's context holds. */
export const MAX_TEXT_BYTES = 16_384;

/** Most tokens that one request may ask for. */
export const MAX_NEW_TOKENS = 4096;

/** Most orders in one CanonicalizeBatch. */
export const MAX_BATCH = 1024;

/** The text of one order, within the contract. A failing rule's code travels in `params.code`. */
export const orderTextSchema = z.string().check((context) => {
  const fault = textFault(context.value);
  if (fault !== undefined) {
    context.issues.push({
      code: 'custom',
      input: context.value,
      message: fault.message,
      params: { code: fault.code },
    });
  }
});

/** A CanonicalizeRequest as it reaches a handler. */
export const canonicalizeRequestSchema = z.object({
  text: orderTextSchema,
  requestId: z.string().max(256).optional(),
  model: z.string().min(1).max(256).optional(),
  mode: z.enum(['DECODING_MODE_UNSPECIFIED', 'DECODING_MODE_CONSTRAINED', 'DECODING_MODE_FREE']),
  referenceDate: z.iso.date('must be a day as YYYY-MM-DD').optional(),
  maxNewTokens: z.int().min(1).max(MAX_NEW_TOKENS).optional(),
});

/** A checked CanonicalizeRequest. */
export type CheckedRequest = z.infer<typeof canonicalizeRequestSchema>;

/**
 * Checks the text of one order.
 *
 * @param text the order.
 * @param field how the text is called in the error. Default `text`.
 * @param place what the message begins with: where in a stream the text is. Default: nothing.
 * @throws ContractsError `EMPTY_TEXT` or `TEXT_TOO_LONG`.
 */
export function checkOrderText(text: string, field = 'text', place = ''): void {
  const fault = textFault(text);
  if (fault !== undefined) throw new ContractsError(fault.code, `${place}${field} ${fault.message}`, field);
}

/**
 * Reads an order's text from bytes.
 *
 * @param bytes UTF-8, with or without a byte order mark.
 * @param field how the source is called in the error ("standard input").
 * @throws ContractsError `UTF8_INVALID`, with the offset, or what {@link checkOrderText} throws.
 */
export function readOrderText(bytes: Uint8Array, field: string): string {
  const offset = firstInvalidUtf8(bytes);
  if (offset >= 0) {
    throw new ContractsError('UTF8_INVALID', `${field} is not UTF-8 at byte ${String(offset)}`, field);
  }
  const text = new TextDecoder('utf-8').decode(bytes);
  checkOrderText(text, field);
  return text;
}

/**
 * Checks a request that came over the wire.
 *
 * @param request the decoded message.
 * @param path where it stands in what was sent (`requests[2]`). Default: it is the whole message.
 * @throws ContractsError whose `field` is the path of the first fault.
 */
export function parseCanonicalizeRequest(request: unknown, path = ''): CheckedRequest {
  const parsed = canonicalizeRequestSchema.safeParse(request);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = [path, fieldPath(issue?.path ?? [])].filter((part) => part !== '').join('.');
  const code = issue?.code === 'custom' ? (issue.params?.['code'] as ContractsErrorCode) : 'FIELD_INVALID';
  throw new ContractsError(code, `${field} ${issue?.message ?? 'is invalid'}`, field, {
    cause: parsed.error,
  });
}

function textFault(text: string): { code: ContractsErrorCode; message: string } | undefined {
  if (text.trim() === '') return { code: 'EMPTY_TEXT', message: 'is empty: give the words of an order' };
  const bytes = Buffer.byteLength(text);
  if (bytes <= MAX_TEXT_BYTES) return undefined;
  return {
    code: 'TEXT_TOO_LONG',
    message: `is ${String(bytes)} bytes long: the limit is ${String(MAX_TEXT_BYTES)}`,
  };
}
