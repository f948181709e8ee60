/**
 * Failed attempts of orders that are not done, as the note beside a partition's committed place: so the count outlives
 * the process without a topic of its own, and moves in the same transaction.
 *
 * Written `v1;3:2,9:1`: the order 3 after the place has failed twice, the one 9 after it once. 256 orders stay well below
 * the 4096 bytes that a broker takes.
 */
export function writeAttempts(place: number, attempts: ReadonlyMap<number, number>): string {
  const entries = [...attempts].filter(([offset, count]) => offset >= place && count > 0);
  if (entries.length === 0) return '';
  return `v1;${entries.map(([offset, count]) => `${offset - place}:${count}`).join(',')}`;
}

/** Reads a note. What is no note of ours counts as none: the worst is a few attempts more. */
export function readAttempts(place: number, note: string): Map<number, number> {
  const [version, list] = note.split(';');
  if (version !== 'v1' || list === undefined) return new Map();
  return new Map(
    list
      .split(',')
      .map((entry) => entry.split(':').map(Number))
      .filter((pair): pair is [number, number] => pair.length === 2 && pair.every(Number.isSafeInteger))
      .map(([offset, count]) => [place + offset, count]),
  );
}
