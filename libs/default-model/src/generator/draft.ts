import { VERBATIM_FIELDS, type CanonicalOrder, type OrderLine, type VerbatimField } from '@ordena/orders';

/** Every field that a span of text can stand for (`urgente` is never a span). */
export const SPAN_FIELDS = [
  ...VERBATIM_FIELDS,
  'cantidad',
  'unidad',
  'precio_unitario',
  'descuento',
  'total',
  'moneda',
] as const;
export type SpanField = (typeof SPAN_FIELDS)[number];

/** Line number of the fields of the order itself. */
export const ORDER_LEVEL = -1;

/** What a span says: a field of a line (or of the order). */
export interface SpanRef {
  field: SpanField;
  line: number;
}

/** A run of text; without refs it is plain text between the values. */
export interface Piece {
  text: string;
  refs: SpanRef[];
}

/** A line before it is put into canonical shape. */
export type DraftLine = { -readonly [K in keyof OrderLine]?: OrderLine[K] | undefined };

/** Order fields before they are put into canonical shape. */
export interface DraftHead {
  moneda?: string | undefined;
  total?: number | undefined;
  descuento?: number | undefined;
  cliente?: string | undefined;
  proveedor?: string | undefined;
  direccion_entrega?: string | undefined;
  fecha_entrega?: string | undefined;
  forma_pago?: string | undefined;
  referencia?: string | undefined;
  urgente?: boolean | undefined;
}

/** A text in pieces together with what it means. */
export interface Draft {
  pieces: Piece[];
  lines: DraftLine[];
  head: DraftHead;
}

const OPEN = '\uE000';
const CLOSE = '\uE001';
const FIELD_BASE = 0xe100;
const LINE_BASE = 0xe200;

/** Wraps a value in private-use marks, so that phrases can be built as plain strings and cut into pieces later. */
export function mark(field: SpanField, line: number, text: string): string {
  const fieldChar = String.fromCharCode(FIELD_BASE + SPAN_FIELDS.indexOf(field));
  const lineChar = String.fromCharCode(LINE_BASE + line + 1);
  return `${OPEN}${fieldChar}${lineChar}${text}${CLOSE}`;
}

/** The text without its marks. */
export function unmark(marked: string): string {
  return marked.replaceAll(/\uE000..|\uE001/g, '');
}

/** Cuts a marked text into pieces. */
export function parseMarks(marked: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  while (at < marked.length) {
    const open = marked.indexOf(OPEN, at);
    if (open < 0) {
      pieces.push({ text: marked.slice(at), refs: [] });
      break;
    }
    if (open > at) pieces.push({ text: marked.slice(at, open), refs: [] });
    const close = marked.indexOf(CLOSE, open);
    const field = SPAN_FIELDS[marked.charCodeAt(open + 1) - FIELD_BASE];
    if (close < 0 || field === undefined) throw new RangeError('a mark is not closed');
    const line = marked.charCodeAt(open + 2) - LINE_BASE - 1;
    pieces.push({ text: marked.slice(open + 3, close), refs: [{ field, line }] });
    at = close + 1;
  }
  return pieces;
}

const VERBATIM = new Set<string>(VERBATIM_FIELDS);
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** True when the JSON takes the words of this span as they stand. */
export function isVerbatim(field: SpanField): field is VerbatimField {
  return VERBATIM.has(field);
}

/** Joins the pieces and takes every verbatim value from the text as it now stands. */
export function finishDraft(draft: Draft): { text: string; order: CanonicalOrder } {
  const lines: DraftLine[] = draft.lines.map((line) => ({ ...line }));
  const head: DraftHead = { ...draft.head };
  let text = '';
  for (const piece of draft.pieces) {
    text += piece.text;
    for (const ref of piece.refs) {
      if (!isVerbatim(ref.field)) continue;
      if (ref.field === 'producto' || ref.field === 'codigo') {
        const line = lines[ref.line];
        if (line !== undefined) line[ref.field] = piece.text;
      } else if (ref.field !== 'fecha_entrega' || !ISO_DATE.test(head.fecha_entrega ?? '')) {
        head[ref.field] = piece.text;
      }
    }
  }
  return { text, order: canonicalOrder(lines, head) };
}

function cleanLine(line: DraftLine): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const key of ['producto', 'codigo', 'cantidad', 'unidad', 'precio_unitario', 'descuento'] as const) {
    if (line[key] !== undefined) out[key] = line[key];
  }
  return out;
}

/** Puts lines and order fields into canonical shape and key order. */
export function canonicalOrder(lines: readonly DraftLine[], head: DraftHead): CanonicalOrder {
  const cleaned = lines.map(cleanLine).filter((line) => Object.keys(line).length > 0);
  const single = cleaned.length === 1 ? cleaned[0] : undefined;
  const out: Record<string, unknown> = single === undefined ? {} : { ...single };
  if (cleaned.length > 1) out['items'] = cleaned;
  const lineDiscount = out['descuento'];
  delete out['descuento'];
  const discount = head.descuento ?? lineDiscount;
  // A single line's own discount and the order's share one key; its place is among the line's fields.
  if (lineDiscount !== undefined || (single !== undefined && discount !== undefined))
    out['descuento'] = discount;
  if (head.moneda !== undefined) out['moneda'] = head.moneda;
  if (head.total !== undefined) out['total'] = head.total;
  if (discount !== undefined && !('descuento' in out)) out['descuento'] = discount;
  for (const key of [
    'cliente',
    'proveedor',
    'direccion_entrega',
    'fecha_entrega',
    'forma_pago',
    'referencia',
    'urgente',
  ] as const) {
    if (head[key] !== undefined) out[key] = head[key];
  }
  return out;
}

/** Reads a canonical order back into lines and order fields. */
export function toDraftParts(order: CanonicalOrder): { lines: DraftLine[]; head: DraftHead } {
  const flat = order as Record<string, unknown>;
  const { items, producto, codigo, cantidad, unidad, precio_unitario, descuento, ...rest } = flat;
  if (Array.isArray(items)) {
    return {
      lines: (items as DraftLine[]).map((line) => ({ ...line })),
      head: { ...rest, descuento } as DraftHead,
    };
  }
  const line = { producto, codigo, cantidad, unidad, precio_unitario, descuento } as DraftLine;
  return { lines: [line], head: { ...rest } };
}
