import { LINE_FIELDS } from '../fields.js';
import type { OrderLine } from '../schema.js';
import type { Checked } from './check-consistency.js';
import type { ConsistencyFlag } from './flag.js';

/** Quantities of nothing, and lines that stand twice. */
export function lineFlags({ lines }: Checked): ConsistencyFlag[] {
  const flags: ConsistencyFlag[] = [];
  const seen = new Map<string, string>();
  for (const { line, prefix } of lines) {
    const { cantidad } = line;
    if (cantidad !== undefined && cantidad <= 0) {
      flags.push({
        code: 'QUANTITY_NOT_POSITIVE',
        pointers: [`${prefix}/cantidad`],
        expected: 'more than 0',
        found: String(cantidad),
        message: `the quantity is ${cantidad}`,
      });
    }
    const key = JSON.stringify(LINE_FIELDS.map((name) => spelled(line, name)));
    const twin = seen.get(key);
    if (twin !== undefined) {
      const message = 'two lines say the same';
      flags.push({ code: 'DUPLICATE_LINE', pointers: [twin, prefix], found: key, message });
    }
    seen.set(key, prefix);
  }
  return flags;
}

function spelled(line: OrderLine, name: keyof OrderLine): unknown {
  const value = line[name];
  return typeof value === 'string' ? value.toLowerCase() : value;
}
