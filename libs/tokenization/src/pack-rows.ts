import { TokenizationError } from './errors.js';
import type { TokenRow } from './pad-batch.js';

/** Several examples one after another, with what keeps them apart. */
export type PackedRow = Required<TokenRow>;

/**
 * Packs rows into as few rows of at most `maxLength` tokens as best-fit-decreasing finds (the fullest row with room takes
 * the next longest example). An example is never split. Its last label is -100, so none predicts its neighbour.
 *
 * @throws TokenizationError INVALID_OPTION when a row is longer than `maxLength`.
 */
export function packRows(rows: readonly TokenRow[], maxLength: number): PackedRow[] {
  const tooLong = rows.findIndex((row) => row.ids.length > maxLength);
  if (tooLong >= 0) {
    const message = `row ${tooLong} has ${rows[tooLong]?.ids.length ?? 0} tokens, more than ${maxLength}`;
    throw new TokenizationError('INVALID_OPTION', 'packRows', message);
  }
  const packs: TokenRow[][] = [];
  // By room left: a search over lengths, not over packs.
  const withRoom: TokenRow[][][] = Array.from({ length: maxLength + 1 }, () => []);
  for (const row of [...rows].sort((a, b) => b.ids.length - a.ids.length)) {
    let room = row.ids.length;
    while (room <= maxLength && withRoom[room]?.length === 0) room++;
    let pack = withRoom[room]?.pop();
    if (!pack) {
      pack = [];
      packs.push(pack);
      room = maxLength;
    }
    pack.push(row);
    withRoom[room - row.ids.length]?.push(pack);
  }
  return packs.map(join);
}

function join(pack: readonly TokenRow[]): PackedRow {
  const length = pack.reduce((sum, row) => sum + row.ids.length, 0);
  const ids = new Int32Array(length);
  const labels = new Int32Array(length);
  const positions = new Int32Array(length);
  const segments = new Int32Array(length);
  let start = 0;
  pack.forEach((row, segment) => {
    ids.set(row.ids, start);
    labels.set(row.labels, start);
    positions.set(row.positions ?? row.ids.map((_, t) => t), start);
    segments.fill(segment, start, start + row.ids.length);
    start += row.ids.length;
  });
  return { ids, labels, positions, segments };
}
