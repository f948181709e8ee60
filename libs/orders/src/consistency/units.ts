import type { Checked } from './check-consistency.js';
import type { ConsistencyFlag } from './flag.js';

/** A line's unit against the word right behind its quantity. */
export function unitFlags({ facts, lines, evidence }: Checked): ConsistencyFlag[] {
  return lines.flatMap(({ line, prefix }): ConsistencyFlag[] => {
    const quantity = evidence.get(`${prefix}/cantidad`);
    if (line.unidad === undefined || quantity?.end === undefined) return [];
    const { end } = quantity;
    const behind = facts.units.filter(
      (unit) => unit.start >= end && /^\s?$/.test(facts.text.slice(end, unit.start)),
    );
    const [first] = behind;
    if (!first || behind.some(({ unit }) => unit === line.unidad)) return [];
    const word = facts.text.slice(first.start, first.end);
    return [
      {
        code: 'UNIT_CONFLICT',
        pointers: [`${prefix}/unidad`, `${prefix}/cantidad`],
        expected: first.unit,
        found: line.unidad,
        message: `behind the quantity stands ${JSON.stringify(word)}, the order says ${line.unidad}`,
      },
    ];
  });
}
