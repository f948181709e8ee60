import { findCurrencies, findFullDates, findUnits, type CanonicalOrder } from '@ordena/orders';
import { toDraftParts } from './draft.js';
import type { Draft, DraftLine, Piece, SpanField, SpanRef } from './draft.js';
import { findNumbers } from './numbers.js';
import type { NumberMention } from './numbers.js';

/** A span of the text with what it says. */
interface Span {
  start: number;
  end: number;
  refs: SpanRef[];
}

/** A record cut into pieces; `missing` names the gold values that no span was found for. */
export interface Annotated {
  id: string;
  draft: Draft;
  missing: string[];
  /** Currency mentions all say the order's currency, or there are none. */
  currencyClear: boolean;
}

/** Mutable state of one alignment. */
class Aligner {
  readonly spans: Span[] = [];
  readonly missing: string[] = [];

  constructor(readonly text: string) {}

  free(start: number, end: number): boolean {
    return this.spans.every((span) => end <= span.start || start >= span.end);
  }

  add(start: number, end: number, field: SpanField, line: number): void {
    this.spans.push({ start, end, refs: [{ field, line }] });
  }

  spanOf(field: SpanField, line: number): Span | undefined {
    return this.spans.find((span) => span.refs.some((ref) => ref.field === field && ref.line === line));
  }

  /** Places of a string in the text that stand as whole words and are not taken. */
  occurrences(value: string): number[] {
    const places: number[] = [];
    for (let at = this.text.indexOf(value); at >= 0; at = this.text.indexOf(value, at + 1)) {
      const wordBefore = /[\p{L}\p{N}]/u.test(this.text[at - 1] ?? ' ') && /^[\p{L}\p{N}]/u.test(value);
      const wordAfter =
        /[\p{L}\p{N}]/u.test(this.text[at + value.length] ?? ' ') && /[\p{L}\p{N}]$/u.test(value);
      if (!wordBefore && !wordAfter && this.free(at, at + value.length)) places.push(at);
    }
    return places;
  }
}

/** Aligns each value of a gold order with the words that say it. */
export function annotate(id: string, text: string, order: CanonicalOrder): Annotated {
  const { lines, head } = toDraftParts(order);
  const aligner = new Aligner(text);
  const numbers = findNumbers(text);
  alignProducts(aligner, lines, numbers);
  alignCodes(aligner, lines);
  for (const field of [
    'direccion_entrega',
    'cliente',
    'proveedor',
    'forma_pago',
    'referencia',
    'fecha_entrega',
  ] as const) {
    const value = head[field];
    if (value === undefined) continue;
    if (field === 'fecha_entrega' && /^\d{4}-\d{2}-\d{2}$/.test(value) && !text.includes(value)) {
      const date = findFullDates(text).find(
        (found) => found.iso === value && aligner.free(found.start, found.end),
      );
      if (date === undefined) aligner.missing.push(field);
      else aligner.add(date.start, date.end, field, -1);
      continue;
    }
    const places = aligner.occurrences(value);
    // The last mention is where the standing word is, after any correction.
    const at = field === 'referencia' || field === 'proveedor' ? places[0] : places.at(-1);
    if (at === undefined) aligner.missing.push(field);
    else aligner.add(at, at + value.length, field, -1);
  }
  alignNumbers(aligner, lines, numbers, head.total, head.descuento);
  alignUnits(aligner, lines);
  const mentions = findCurrencies(text).filter((mention) => aligner.free(mention.start, mention.end));
  const currencyClear = mentions.every((mention) => mention.code === head.moneda);
  if (currencyClear) for (const mention of mentions) aligner.add(mention.start, mention.end, 'moneda', -1);
  return {
    id,
    draft: { pieces: toPieces(text, aligner.spans), lines, head },
    missing: aligner.missing,
    currencyClear,
  };
}

function alignProducts(
  aligner: Aligner,
  lines: readonly DraftLine[],
  numbers: readonly NumberMention[],
): void {
  let from = 0;
  lines.forEach((line, index) => {
    if (line.producto === undefined) return;
    const value = line.producto;
    const places = aligner.occurrences(value);
    const near = (at: number): number =>
      Math.min(
        ...numbers
          .filter((n) => n.values.includes(line.cantidad ?? NaN))
          .map((n) =>
            n.end <= at ? at - n.end : n.start >= at + value.length ? n.start - at - value.length + 5 : 500,
          ),
        1000,
      );
    const best = places.toSorted(
      (a, b) => near(a) + (a < from ? 200 : 0) - near(b) - (b < from ? 200 : 0),
    )[0];
    if (best === undefined) {
      aligner.missing.push(`producto ${String(index)}`);
      return;
    }
    aligner.add(best, best + value.length, 'producto', index);
    from = best + value.length;
  });
}

function alignCodes(aligner: Aligner, lines: readonly DraftLine[]): void {
  lines.forEach((line, index) => {
    if (line.codigo === undefined) return;
    const anchor = aligner.spanOf('producto', index)?.start ?? 0;
    const best = aligner
      .occurrences(line.codigo)
      .toSorted((a, b) => Math.abs(a - anchor) - Math.abs(b - anchor))[0];
    if (best === undefined) aligner.missing.push(`codigo ${String(index)}`);
    else aligner.add(best, best + line.codigo.length, 'codigo', index);
  });
}

/** Where a line's own numbers are looked for: between the goods before it and the goods after it. */
function region(
  aligner: Aligner,
  index: number,
  count: number,
): { low: number; high: number; start: number; end: number } | undefined {
  const own = aligner.spanOf('producto', index) ?? aligner.spanOf('codigo', index);
  if (own === undefined) return undefined;
  const before =
    index > 0 ? (aligner.spanOf('producto', index - 1) ?? aligner.spanOf('codigo', index - 1)) : undefined;
  const after =
    index + 1 < count
      ? (aligner.spanOf('producto', index + 1) ?? aligner.spanOf('codigo', index + 1))
      : undefined;
  return {
    low: before !== undefined && before.end <= own.start ? before.end : 0,
    high: after !== undefined && after.start >= own.end ? after.start : aligner.text.length,
    start: own.start,
    end: own.end,
  };
}

const FRACTIONS: readonly (readonly [RegExp, number])[] = [
  [/\bmedi[ao]s?\b/giu, 0.5],
  [/(?:\btres|\b3) cuartos\b/giu, 0.75],
  [/\b(?:un )?cuarto\b/giu, 0.25],
  [/\bpar\b/giu, 2],
  [/\bcentenar\b|\bciento\b/giu, 100],
  [/\bveintena\b/giu, 20],
  [/\bmillar\b/giu, 1000],
  [/\b1\/2|½/gu, 0.5],
  [/\b1\/4|¼/gu, 0.25],
  [/\b3\/4|¾/gu, 0.75],
];

function alignNumbers(
  aligner: Aligner,
  lines: readonly DraftLine[],
  numbers: readonly NumberMention[],
  total: number | undefined,
  discount: number | undefined,
): void {
  const text = aligner.text;
  lines.forEach((line, index) => {
    if (line.cantidad === undefined) return;
    const where = region(aligner, index, lines.length);
    const quantity = line.cantidad;
    const candidates = numbers.filter(
      (n) => n.values.includes(quantity) && aligner.free(n.start, n.end) && !looksLikeMoney(text, n),
    );
    const best = where === undefined ? undefined : nearest(candidates, where);
    if (best !== undefined) {
      aligner.add(best.start, best.end, 'cantidad', index);
      return;
    }
    const fraction = FRACTIONS.filter(([, value]) => value === quantity)
      .flatMap(([pattern]) => [...text.matchAll(pattern)])
      .find(
        (m) =>
          aligner.free(m.index, m.index + m[0].length) &&
          (where === undefined || (m.index >= where.low && m.index < where.high)),
      );
    if (fraction !== undefined)
      aligner.add(fraction.index, fraction.index + fraction[0].length, 'cantidad', index);
    else aligner.missing.push(`cantidad ${String(index)}`);
  });
  lines.forEach((line, index) => {
    for (const field of ['precio_unitario', 'descuento'] as const) {
      const value = line[field];
      if (value === undefined) continue;
      const where = region(aligner, index, lines.length) ?? { low: 0, high: text.length, start: 0, end: 0 };
      const all = numbers.filter(
        (n) =>
          n.values.includes(value) &&
          (field === 'descuento') === /^\s?(%|por ?ciento)/.test(text.slice(n.end)),
      );
      const open = all.filter((n) => aligner.free(n.start, n.end));
      const inside = open.filter((n) => n.start >= where.low && n.end <= where.high);
      const best =
        inside.find((n) => n.start >= where.end) ??
        inside[0] ??
        open.find((n) => n.start >= where.end) ??
        open[0];
      if (best !== undefined) {
        aligner.add(best.start, best.end, field, index);
        continue;
      }
      const shared = aligner.spans.find((span) =>
        span.refs.some((ref) => ref.field === field && ref.line >= 0 && lines[ref.line]?.[field] === value),
      );
      if (shared === undefined) aligner.missing.push(`${field} ${String(index)}`);
      else shared.refs.push({ field, line: index });
    }
  });
  for (const [field, value] of [
    ['total', total],
    ['descuento', discount],
  ] as const) {
    if (value === undefined) continue;
    const open = numbers.filter((n) => n.values.includes(value) && aligner.free(n.start, n.end));
    const fit =
      field === 'descuento' ? open.find((n) => /^\s?(%|por ?ciento)/.test(text.slice(n.end))) : open.at(-1);
    const best = fit ?? open.at(-1);
    if (best === undefined) aligner.missing.push(field);
    else aligner.add(best.start, best.end, field, -1);
  }
}

function looksLikeMoney(text: string, n: NumberMention): boolean {
  return (
    /(\$|€|₡|₲|S\/\.?|Q|Bs\.?)\s?$/.test(text.slice(0, n.start)) ||
    /^\s?(€|%|pesos|euros|soles|d[oó]lares|bolivianos|quetzales)/i.test(text.slice(n.end))
  );
}

function nearest(
  candidates: readonly NumberMention[],
  where: { low: number; high: number; start: number; end: number },
): NumberMention | undefined {
  const inside = candidates.filter((n) => n.start >= where.low && n.end <= where.high);
  const cost = (n: NumberMention): number =>
    n.end <= where.start ? where.start - n.end : n.start - where.end + 2;
  // Longest reading first: "3 mil" before the bare "3" inside it.
  return inside.toSorted((a, b) => cost(a) - cost(b) || b.end - b.start - (a.end - a.start))[0];
}

function alignUnits(aligner: Aligner, lines: readonly DraftLine[]): void {
  const mentions = findUnits(aligner.text);
  lines.forEach((line, index) => {
    if (line.unidad === undefined) return;
    const quantity = aligner.spanOf('cantidad', index);
    const own = mentions.filter((m) => m.unit === line.unidad && aligner.free(m.start, m.end));
    const anchor = quantity?.end ?? aligner.spanOf('producto', index)?.start;
    const best =
      anchor === undefined
        ? undefined
        : own
            .filter(
              (m) =>
                m.start >= anchor &&
                m.start - anchor < 30 &&
                !/[\n,;]/.test(aligner.text.slice(anchor, m.start).replace(/^\s*[,;|]/, '')),
            )
            .toSorted((a, b) => a.start - b.start)[0];
    if (best !== undefined) {
      aligner.add(best.start, best.end, 'unidad', index);
      return;
    }
    const shared = aligner.spans.find((span) =>
      span.refs.some((r) => r.field === 'unidad' && lines[r.line]?.unidad === line.unidad),
    );
    if (shared === undefined) aligner.missing.push(`unidad ${String(index)}`);
    else shared.refs.push({ field: 'unidad', line: index });
  });
}

function toPieces(text: string, spans: readonly Span[]): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    if (span.start > at) pieces.push({ text: text.slice(at, span.start), refs: [] });
    pieces.push({ text: text.slice(span.start, span.end), refs: span.refs });
    at = span.end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), refs: [] });
  return pieces;
}
