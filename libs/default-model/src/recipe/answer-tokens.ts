import { PROMPT_PREFIX, PROMPT_SUFFIX } from '@ordena/dataset';
import { LINE_FIELDS, ORDER_FIELDS } from '@ordena/orders';

/** Fields whose values are quoted strings. */
const STRING_FIELDS = new Set([
  'producto',
  'codigo',
  'unidad',
  'moneda',
  'cliente',
  'proveedor',
  'direccion_entrega',
  'fecha_entrega',
  'forma_pago',
  'referencia',
]);

/**
 * The fixed parts of prompts and answers as single tokens: half of an answer's text is keys and punctuation, and a
 * token costs the same whether it is a letter or `,"direccion_entrega":"`. A key comes in the two ways it can follow
 * what stands before it: after a string's closing quote, or after a number, a boolean or a brace.
 */
export function answerTokens(): string[] {
  const tokens = [PROMPT_PREFIX, PROMPT_SUFFIX, '{"items":[{', '},{', '}]', '"}]', '"},{', '"}', '}'];
  for (const field of [...LINE_FIELDS, ...ORDER_FIELDS]) {
    const opening = STRING_FIELDS.has(field) ? `"${field}":"` : `"${field}":`;
    tokens.push(
      `{${opening}`,
      `{"items":[{${opening}`,
      `,${opening}`,
      `",${opening}`,
      `},{${opening}`,
      `"},{${opening}`,
      `}],${opening}`,
      `"}],${opening}`,
    );
  }
  return [...new Set(tokens)];
}
