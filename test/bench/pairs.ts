import { cpus, totalmem } from 'node:os';
import type { Sample } from './sample-process.js';

/** One of the two that are compared. Each call of `run` should start a process of its own. */
export interface Contestant {
  readonly name: string;
  run(): Promise<Sample>;
}

export interface PairsReport {
  readonly unit: string;
  readonly ours: readonly Sample[];
  readonly theirs: readonly Sample[];
  /** Ours over theirs, pair by pair. */
  readonly ratios: readonly number[];
  readonly medianOurs: number;
  readonly medianTheirs: number;
  /** Median of `ratios`: above 1, ours is faster. Pairs lie close in time, so this outlives swings of the machine. */
  readonly medianRatio: number;
}

export interface PairsOptions {
  readonly ours: Contestant;
  readonly theirs: Contestant;
  readonly pairs: number;
  /** What `rate` counts, for the printout: `tokens/s`. */
  readonly unit: string;
  readonly print: (line: string) => void;
}

/** Measures two contestants in turns, the order swapped from pair to pair, and prints each sample as it comes. */
export async function runPairs(options: PairsOptions): Promise<PairsReport> {
  const { ours, theirs, pairs, unit, print } = options;
  const samples: { ours: Sample; theirs: Sample }[] = [];
  for (let pair = 0; pair < pairs; pair++) {
    const oursFirst = pair % 2 === 0;
    const first = await (oursFirst ? ours : theirs).run();
    const second = await (oursFirst ? theirs : ours).run();
    const sample = oursFirst ? { ours: first, theirs: second } : { ours: second, theirs: first };
    samples.push(sample);
    const ratio = (sample.ours.rate / sample.theirs.rate).toFixed(3);
    print(
      `pair ${pair + 1}: ${describe(ours, sample.ours, unit)} | ${describe(theirs, sample.theirs, unit)} | ratio ${ratio}`,
    );
  }
  const ratios = samples.map((s) => s.ours.rate / s.theirs.rate);
  const report: PairsReport = {
    unit,
    ours: samples.map((s) => s.ours),
    theirs: samples.map((s) => s.theirs),
    ratios,
    medianOurs: median(samples.map((s) => s.ours.rate)),
    medianTheirs: median(samples.map((s) => s.theirs.rate)),
    medianRatio: median(ratios),
  };
  const spread = `${Math.min(...ratios).toFixed(3)} to ${Math.max(...ratios).toFixed(3)}`;
  print(
    `median: ${ours.name} ${report.medianOurs.toFixed(1)} ${unit}, ${theirs.name} ${report.medianTheirs.toFixed(1)} ${unit}, ` +
      `ratio ${report.medianRatio.toFixed(3)} (${spread})`,
  );
  return report;
}

/** The middle value; of an even count, the mean of the two in the middle. NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? NaN;
  return (lower + upper) / 2;
}

/** The machine in one line. */
export function describeMachine(): string {
  const cores = cpus();
  const memory = (totalmem() / 2 ** 30).toFixed(0);
  return `${cores[0]?.model.trim() ?? 'unknown processor'}, ${cores.length} cores, ${memory} GiB, Node ${process.version}`;
}

function describe({ name }: Contestant, { rate, peakMiB }: Sample, unit: string): string {
  return `${name} ${rate.toFixed(1)} ${unit} (${peakMiB.toFixed(0)} MiB)`;
}
