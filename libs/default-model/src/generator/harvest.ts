import type { Annotated } from './annotate.js';
import type { DraftLine } from './draft.js';

/** Values found in the training records, by the context they fit. */
export interface Pools {
  /** Goods by unit ("-" for none) and number of the first word ("p" or "s"): key `unit|p`. */
  products: Map<string, string[]>;
  clients: Map<string, string[]>;
  suppliers: Map<string, string[]>;
  addresses: Map<string, string[]>;
  payments: Map<string, string[]>;
  dates: Map<string, string[]>;
  references: string[];
  codes: string[];
}

/** Gender class of an article that stands before a value: "f", "m" or "" for none. */
export function articleClass(before: string): '' | 'f' | 'm' {
  const word = lastWord(before);
  if (['la', 'las', 'una'].includes(word)) return 'f';
  if (['el', 'del', 'al', 'los', 'un'].includes(word)) return 'm';
  return '';
}

/** Last word before a value, lower case; "" after a line break or punctuation. */
export function lastWord(before: string): string {
  return /([\p{L}]+)[ ]$/u.exec(before)?.[1]?.toLowerCase() ?? '';
}

/** Key of the pool of goods that a line's goods belong to. */
export function goodsKey(line: DraftLine, product: string): string {
  const plural = /^\S+s(\s|$)/i.test(product);
  return `${line.unidad ?? '-'}|${plural ? 'p' : 's'}`;
}

function put(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

/** Upper-case records give values in sentence case no longer, so those are left out of the pools. */
function usable(value: string): boolean {
  return !/\p{Lu}{4}/u.test(value) || /\p{Ll}{3}/u.test(value);
}

/** Collects the spans of the annotated records into pools. */
export function harvest(records: readonly Annotated[]): Pools {
  const pools: Pools = {
    products: new Map(),
    clients: new Map(),
    suppliers: new Map(),
    addresses: new Map(),
    payments: new Map(),
    dates: new Map(),
    references: [],
    codes: [],
  };
  for (const { draft } of records) {
    let before = '';
    for (const piece of draft.pieces) {
      for (const { field, line } of piece.refs) {
        const value = piece.text;
        if (!usable(value)) continue;
        const article = articleClass(before);
        const draftLine = draft.lines[line];
        if (field === 'producto' && draftLine !== undefined && value.length > 3)
          put(pools.products, goodsKey(draftLine, value), value);
        else if (field === 'cliente') put(pools.clients, article, value);
        else if (field === 'proveedor') put(pools.suppliers, article, value);
        else if (field === 'direccion_entrega') put(pools.addresses, article, value);
        else if (field === 'forma_pago') put(pools.payments, lastWord(before), value);
        else if (field === 'fecha_entrega') put(pools.dates, `${article}${lastWord(before)}`, value);
        else if (field === 'referencia') pools.references.push(value);
        else if (field === 'codigo') pools.codes.push(value);
      }
      before = piece.text;
    }
  }
  return pools;
}
