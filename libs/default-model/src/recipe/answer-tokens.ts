import { PROMPT_PREFIX, PROMPT_SUFFIX } from '@ordena/dataset';
import { FIELD_KINDS, LINE_FIELDS, ORDER_FIELDS, type FieldKind } from '@ordena/orders';

/** Kinds of values that JSON writes in quotes. */
const QUOTED: ReadonlySet<FieldKind> = new Set<FieldKind>(['verbatim', 'date', 'unit', 'currency']);

/**
 * The fixed parts of prompts and answers as single tokens: half of an answer's text is keys and punctuation, and a
 * token costs the same whether it is a letter or `,"direccion_entrega":"`. A key comes in the two ways it can follow
 * what stands before it: after a string's closing quote, or after a number, a boolean or a brace.
 */
export function answerTokens(): string[] {
  const tokens = [PROMPT_PREFIX, PROMPT_SUFFIX, '{"items":[{', '},{', '}]', '"}]', '"},{', '"}', '}'];
  for (const field of [...LINE_FIELDS, ...ORDER_FIELDS]) {
    const opening = QUOTED.has(FIELD_KINDS[field]) ? `"${field}":"` : `"${field}":`;
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
