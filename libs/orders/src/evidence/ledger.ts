import { FIELD_KINDS, type LineField, type OrderField } from '../fields.js';
import type { Evidence, Found, TextPlace } from './evidence.js';
import type { TextFacts } from './text-facts.js';

/** A field of the order whose place is looked for. */
export interface Field {
  readonly pointer: string;
  readonly name: LineField | OrderField;
  readonly value: string | number | boolean;
}

/** The places found so far: one place says one value, unless nothing better is left. */
export class Ledger {
  private readonly found = new Map<string, Evidence>();
  private readonly taken: TextPlace[] = [];

  constructor(readonly facts: TextFacts) {}

  /** Whether no other field stands there yet. */
  isFree({ start, end }: TextPlace): boolean {
    return this.taken.every((place) => end <= place.start || start >= place.end);
  }

  placeOf(pointer: string): TextPlace | undefined {
    const { start, end } = this.found.get(pointer) ?? {};
    return start === undefined || end === undefined ? undefined : { start, end };
  }

  has(pointer: string): boolean {
    return this.found.has(pointer);
  }

  /** Writes down where a field stands; `derived` without a place. */
  put({ pointer, value }: Field, place: TextPlace | undefined, status?: Found['status']): void {
    if (!place) {
      this.found.set(pointer, { pointer, value, status: 'derived' });
      return;
    }
    const { start, end } = place;
    const exact = this.facts.text.slice(start, end) === String(value);
    this.found.set(pointer, {
      pointer,
      value,
      status: status ?? (exact ? 'exact' : 'normalised'),
      start,
      end,
    });
    this.taken.push({ start, end });
  }

  /** The place that costs least; among equals the longer one, then the earlier. */
  putCheapest<P extends TextPlace>(field: Field, places: readonly P[], cost: (place: P) => number): void {
    let best: { place: P; cost: number } | undefined;
    for (const place of places) {
      const own = cost(place);
      if (own === Infinity || (best && own > best.cost)) continue;
      const longer = best && place.end - place.start > best.place.end - best.place.start;
      if (!best || own < best.cost || longer) best = { place, cost: own };
    }
    this.put(field, best?.place, FIELD_KINDS[field.name] === 'boolean' ? 'normalised' : undefined);
  }

  evidence(pointers: readonly string[]): Evidence[] {
    return pointers.flatMap((pointer) => this.found.get(pointer) ?? []);
  }
}

/** Characters between two places; what stands behind is a little further than what stands before. */
export function distance(from: TextPlace, to: TextPlace): number {
  return to.end <= from.start ? from.start - to.end : Math.max(0, to.start - from.end) + 2;
}
