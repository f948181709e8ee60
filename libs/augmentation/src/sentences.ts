import { overlapsAny, type Span } from './spans.js';

/** What ends in a full stop without ending a sentence. */
const ABBREVIATION =
  /(?<![\p{L}])(?:av|avda|blvd|c|cía|cia|col|ctra|depto|dto|dr|dra|esq|etc|ing|izq|lic|ltda|ltd|mz|no|nro|núm|num|ofic|of|pág|pza|pzas|plza|ref|s|sr|sra|srta|tel|ud|uds|urb|aprox|apdo|art|cód|cod|máx|mín|p|a|l|fdo|atte|jr|psje|pje|prol|sta|sto|gral|cnel|hnos|suc|int|ext|lt|km|fracc|sres|sras|vda|calz|carr|pto|edif|cdad)\.$/iu;

/**
 * The sentences of a text, each with its final mark and without the blanks between. A mark ends a sentence when blanks and
 * a capital letter follow, and it stands neither in a locked span nor behind an abbreviation.
 */
export function splitSentences(text: string, locked: readonly Span[]): string[] {
  const sentences: string[] = [];
  let from = 0;
  for (const match of text.matchAll(/[.!?]\s+(?=[¡¿]?\p{Lu})/gu)) {
    const end = match.index + 1;
    const inside = locked.some((span) => span.start < end && end < span.end);
    if (inside || overlapsAny(locked, match.index, end) || ABBREVIATION.test(text.slice(from, end))) continue;
    sentences.push(text.slice(from, end));
    from = match.index + match[0].length;
  }
  return [...sentences, text.slice(from).trimEnd()];
}
