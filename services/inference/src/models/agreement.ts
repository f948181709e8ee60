import { flattenPairs } from '@ordena/metrics';

/** One field in all the orders that were compared. */
export interface FieldCount {
  /** Orders in which at least one of the two gave it. */
  compared: number;
  /** Of these, those in which both gave the same. */
  same: number;
}

/** How often two versions gave the same. */
export interface AgreementCounts {
  readonly baseVersion: string;
  readonly otherVersion: string;
  readonly compared: number;
  readonly exact: number;
  readonly skipped: number;
  /** By path in the order, with `*` for the number of an item: `items.*.producto`. */
  readonly fields: ReadonlyMap<string, Readonly<FieldCount>>;
}

/** Compares the answers of two versions to the same texts, order by order. */
export class Agreement implements AgreementCounts {
  compared = 0;
  exact = 0;
  skipped = 0;
  readonly fields = new Map<string, FieldCount>();

  constructor(
    readonly baseVersion: string,
    readonly otherVersion: string,
  ) {}

  /** @param base @param other canonical JSON. */
  compare(base: string, other: string): void {
    this.compared++;
    if (base === other) this.exact++;
    const [ours, theirs] = [byField(base), byField(other)];
    for (const field of new Set([...ours.keys(), ...theirs.keys()])) {
      const count = this.fields.get(field) ?? { compared: 0, same: 0 };
      count.compared++;
      if (ours.get(field) === theirs.get(field)) count.same++;
      this.fields.set(field, count);
    }
  }

  /** An order that only one of the two has answered. */
  skip(): void {
    this.skipped++;
  }
}

/** All values of each field, as one string. */
function byField(json: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const pair of flattenPairs(JSON.parse(json))) {
    const field = pair.slice(0, pair.indexOf('=')).replaceAll(/\.\d+(?=\.|$)/g, '.*');
    fields.set(field, `${fields.get(field) ?? ''}${pair}\n`);
  }
  return fields;
}
