import { LINE_FIELDS, type LineField } from '../fields.js';
import type { TextPlace } from './evidence.js';
import { distance, type Field, type Ledger } from './ledger.js';

/** A line of an order, its fields by name. */
export type LineFieldMap = ReadonlyMap<LineField, Field>;

/** Costs, in characters of distance: a place that has what is named here is passed over for one so much further away. */
const COST = { outsideRegion: 1000, taken: 400, backwards: 200, looksOther: 120, otherClause: 40 } as const;
/** How far from its goods an article ("un", "una") may stand and still count them. */
const ARTICLE_REACH = 40;
/** How far behind its quantity a unit may stand. */
const UNIT_REACH = 30;

/** How far behind goods the beginning of the next clause is looked for. */
const CLAUSE_REACH = 80;
/** Between goods and the quantity of other ones. */
const NEXT_CLAUSE = /[;\n]|\s(?:y|e|i|más|mas|con)\s/i;

/** Finds the places of all lines: the goods first, since the rest stands near them. */
export function placeLines(ledger: Ledger, lines: readonly LineFieldMap[]): void {
  placeGoods(ledger, lines);
  const regions = lines.map((_, index) => regionOf(ledger, lines, index));
  lines.forEach((line, index) => placeQuantity(ledger, line, regions[index]));
  lines.forEach((line, index) => {
    placeUnit(ledger, line, regions[index]);
    for (const name of ['precio_unitario', 'descuento'] as const)
      placeAmount(ledger, line.get(name), regions[index]);
  });
}

/** Where a line's own values are looked for, and where its goods stand. */
interface Region extends TextPlace {
  readonly goods: TextPlace;
}

function placeGoods(ledger: Ledger, lines: readonly LineFieldMap[]): void {
  let from = 0;
  for (const line of lines) {
    const quantity = line.get('cantidad')?.value;
    const counts = typeof quantity === 'number' ? ledger.facts.numbersOf(quantity) : [];
    for (const name of ['producto', 'codigo'] as const) {
      const field = line.get(name);
      if (typeof field?.value !== 'string') continue;
      const goods = line.get('producto');
      const anchor = name === 'codigo' && goods ? ledger.placeOf(goods.pointer) : undefined;
      const near = (place: TextPlace): number =>
        anchor ? distance(anchor, place) : Math.min(COST.outsideRegion, nearestDistance(place, counts));
      ledger.putCheapest(
        field,
        ledger.facts.stringsOf(field.value),
        (place) =>
          near(place) +
          (place.start < from && !anchor ? COST.backwards : 0) +
          (ledger.isFree(place) ? 0 : COST.outsideRegion),
      );
      const own = ledger.placeOf(field.pointer);
      if (own) from = Math.max(from, own.end);
    }
  }
}

/** @param others by their beginning; only the two beside the place can be nearest. */
function nearestDistance(place: TextPlace, others: readonly TextPlace[]): number {
  let low = 0;
  let high = others.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((others[middle]?.start ?? 0) < place.start) low = middle + 1;
    else high = middle;
  }
  return Math.min(...others.slice(Math.max(0, low - 1), low + 1).map((other) => distance(place, other)));
}

function goodsOf(ledger: Ledger, line: LineFieldMap | undefined): TextPlace | undefined {
  for (const name of ['producto', 'codigo'] as const) {
    const field = line?.get(name);
    const place = field && ledger.placeOf(field.pointer);
    if (place) return place;
  }
  return undefined;
}

/** From behind the goods before to the goods that follow. */
function regionOf(ledger: Ledger, lines: readonly LineFieldMap[], index: number): Region | undefined {
  const goods = goodsOf(ledger, lines[index]);
  if (!goods) return undefined;
  const before = goodsOf(ledger, lines[index - 1]);
  const after = goodsOf(ledger, lines[index + 1]);
  return {
    goods,
    start: before && before.end <= goods.start ? before.end : 0,
    end: after && after.start >= goods.end ? after.start : ledger.facts.text.length,
  };
}

function outside(region: TextPlace | undefined, place: TextPlace): number {
  return region && place.start >= region.start && place.end <= region.end ? 0 : COST.outsideRegion;
}

function placeQuantity(ledger: Ledger, line: LineFieldMap, region: Region | undefined): void {
  const field = line.get('cantidad');
  if (typeof field?.value !== 'number') return;
  const { facts } = ledger;
  ledger.putCheapest(field, facts.numbersOf(field.value), (place) => {
    const far = region ? distance(region.goods, place) : place.start;
    const article = /^un[oa]?$/i.test(facts.text.slice(place.start, place.end));
    if (article && far > ARTICLE_REACH) return Infinity;
    const { end = 0 } = region?.goods ?? {};
    const between = facts.text.slice(end, Math.min(place.start, end + CLAUSE_REACH));
    return (
      far +
      outside(region, place) +
      (NEXT_CLAUSE.test(between) ? COST.otherClause : 0) +
      (ledger.isFree(place) ? 0 : COST.taken) +
      (facts.isMoney(place) || facts.isPercent(place) ? COST.looksOther : 0)
    );
  });
}

function placeUnit(ledger: Ledger, line: LineFieldMap, region: Region | undefined): void {
  const field = line.get('unidad');
  if (!field) return;
  const quantity = ledger.placeOf(line.get('cantidad')?.pointer ?? '');
  const units = ledger.facts.units.filter(({ unit }) => unit === field.value);
  ledger.putCheapest(field, units, (place) => {
    const direct = quantity && place.start >= quantity.end ? place.start - quantity.end : Infinity;
    if (direct <= UNIT_REACH) return direct;
    // Said once for several lines: the nearest one, before rather than behind.
    const goods = region?.goods ?? quantity;
    return UNIT_REACH + outside(region, place) + (goods ? distance(goods, place) : place.start);
  });
}

function placeAmount(ledger: Ledger, field: Field | undefined, region: Region | undefined): void {
  if (typeof field?.value !== 'number') return;
  const { facts } = ledger;
  const isPrice = field.name === 'precio_unitario';
  ledger.putCheapest(field, facts.numbersOf(field.value), (place) => {
    const looksRight = isPrice ? facts.isMoney(place) : facts.isPercent(place);
    const looksWrong = isPrice ? facts.isPercent(place) : facts.isMoney(place);
    return (
      (region
        ? distance(region.goods, place) + (place.end <= region.goods.start ? COST.backwards / 4 : 0)
        : place.start) +
      outside(region, place) +
      (ledger.isFree(place) ? 0 : COST.taken) +
      (looksRight ? 0 : COST.looksOther) +
      (looksWrong ? COST.looksOther : 0)
    );
  });
}

/** The fields of one line. @param prefix JSON pointer of the object that has them. */
export function lineFields(values: object, prefix: string): LineFieldMap {
  const fields = new Map<LineField, Field>();
  const record = values as Partial<Record<LineField, Field['value']>>;
  for (const name of LINE_FIELDS) {
    const value = record[name];
    if (value !== undefined) fields.set(name, { pointer: `${prefix}/${name}`, name, value });
  }
  return fields;
}
