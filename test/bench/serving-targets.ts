import { mergeLines, ratioOf, type ServingLine } from './serving-lines.js';

/** Times the speed of the fastest of all peers, by orders at once. */
const AGAINST_FASTEST: ReadonlyMap<number, number> = new Map([
  [1, 1],
  [8, 1.6],
  [32, 1.6],
]);
const AGAINST_FLOATS = { peer: 'transformers-f32', concurrency: 8, times: 6 };

/** A line per target and side of ours: what was reached, and whether that is enough. */
export function judge(lines: readonly ServingLine[]): string[] {
  const verdicts: string[] = [];
  for (const group of groupsOf(mergeLines(lines))) {
    for (const [concurrency, times] of AGAINST_FASTEST) {
      const here = group.filter((line) => line.concurrency === concurrency);
      const [fastest] = here.toSorted((a, b) => ratioOf(a) - ratioOf(b));
      if (fastest) verdicts.push(verdict(fastest, `the fastest of ${here.length} peers`, times));
    }
    const floats = group.find(
      (line) => line.peer.id === AGAINST_FLOATS.peer && line.concurrency === AGAINST_FLOATS.concurrency,
    );
    if (floats) verdicts.push(verdict(floats, 'floats', AGAINST_FLOATS.times));
  }
  return verdicts;
}

/** By model and side of ours. */
function groupsOf(lines: readonly ServingLine[]): ServingLine[][] {
  const groups = new Map<string, ServingLine[]>();
  for (const line of lines) {
    const key = `${line.model} ${line.ours.id}`;
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return [...groups.values()];
}

function verdict(line: ServingLine, what: string, times: number): string {
  const { model, concurrency, ours, peer } = line;
  const reached = ratioOf(line);
  const met = reached < times ? 'NOT met' : ours.bits < peer.bits ? 'met, at fewer bits' : 'met';
  return (
    `${model}, ${concurrency} at once, ${ours.title} (${ours.bits} bits a weight) against ${what}: ` +
    `${reached.toFixed(2)} times ${peer.title} (${peer.bits}); target ${times}: ${met}`
  );
}
