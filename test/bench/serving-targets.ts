import type { PairsReport } from './pairs.js';
import type { ServingModel } from './serving-job.js';
import type { ServingPeer } from './serving-peers.js';

/** Ours and one peer, measured in pairs. */
export interface Comparison {
  readonly model: ServingModel;
  readonly concurrency: number;
  readonly peer: ServingPeer;
  readonly report: PairsReport;
}

/** Times the speed of the fastest of all peers, by orders at once. */
const AGAINST_FASTEST: ReadonlyMap<number, number> = new Map([
  [1, 1],
  [8, 1.6],
  [32, 1.6],
]);
const AGAINST_FLOATS = { peer: 'transformers-f32', concurrency: 8, times: 6 };

/** A line per target: what was reached, and whether that is enough. */
export function judge(comparisons: readonly Comparison[]): string[] {
  const lines: string[] = [];
  for (const model of new Set(comparisons.map((one) => one.model))) {
    for (const [concurrency, times] of AGAINST_FASTEST) {
      const here = comparisons.filter((one) => one.model === model && one.concurrency === concurrency);
      const [fastest] = here.toSorted((a, b) => a.report.medianRatio - b.report.medianRatio);
      if (fastest) lines.push(verdict(fastest, `the fastest peer of ${here.length}`, times));
    }
    const floats = comparisons.find(
      (one) =>
        one.model === model &&
        one.peer.id === AGAINST_FLOATS.peer &&
        one.concurrency === AGAINST_FLOATS.concurrency,
    );
    if (floats) lines.push(verdict(floats, 'floats', AGAINST_FLOATS.times));
  }
  return lines;
}

function verdict({ model, concurrency, peer, report }: Comparison, what: string, times: number): string {
  const reached = report.medianRatio;
  const met = reached >= times ? 'met' : 'NOT met';
  const bits = peer.models[model]?.bits ?? NaN;
  return `${model}, ${concurrency} at once, ${what}: ${reached.toFixed(2)} times ${peer.title} (${bits} bits a weight); target ${times}: ${met}`;
}
