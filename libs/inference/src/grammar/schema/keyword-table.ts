import { KEYWORDS } from './keywords.js';

/** What becomes of each keyword, as a table in Markdown. */
export function keywordTable(): string {
  const all = Object.entries(KEYWORDS);
  const named = (use: string): string =>
    all
      .filter(([, rule]) => rule.use === use)
      .map(([keyword]) => `\`${keyword}\``)
      .join(', ');
  const enforced = all
    .filter(([, rule]) => rule.use === 'enforced')
    .map(
      ([keyword, { types, note }]) => `| \`${keyword}\` | ${types?.join(', ') ?? 'any'} | ${note ?? ''} |`,
    );
  return [
    '| enforced | beside the types | as far as |',
    '| --- | --- | --- |',
    ...enforced,
    '',
    `Asserting nothing: ${named('annotation')}.`,
    '',
    `Refused: ${named('refused')}.`,
  ].join('\n');
}
