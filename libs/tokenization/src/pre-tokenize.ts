/**
 * How text is cut before BPE: a word with the space before it; each digit alone, since numbers are rewritten digit by
 * digit; each other character alone, so that no piece spans the border of a value.
 */
export const SPLIT_PATTERN = String.raw` ?\p{L}+\p{M}*|\p{N}|[^\p{L}\p{N}]`;

const SPLIT = new RegExp(SPLIT_PATTERN, 'gu');

/** The pieces of a text under {@link SPLIT_PATTERN}; together they are the text. */
export function preTokenize(text: string): string[] {
  return text.match(SPLIT) ?? [];
}
