import { median } from './pairs.js';
import { BenchError, type Sample } from './sample-process.js';
import { NEW_TOKENS } from './serving-job.js';

/** One side of a comparison, and its bits per weight. */
export interface ServingSide {
  readonly id: string;
  readonly title: string;
  readonly bits: number;
}

/** What one run measured of ours and one peer: a line of JSON in the file that `--out` names. */
export interface ServingLine {
  readonly model: string;
  readonly concurrency: number;
  readonly ours: ServingSide;
  readonly peer: ServingSide;
  readonly machine: string;
  /** Turn by turn: each holds one process of either side, close together in time. */
  readonly turns: readonly { readonly ours: Sample; readonly theirs: Sample }[];
}

/** Reads lines of JSON; empty ones are passed over. @throws BenchError that names the line that holds none. */
export function parseLines(text: string, name: string): ServingLine[] {
  return text.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return [];
    try {
      const read = JSON.parse(line) as Partial<ServingLine>;
      if (read.model && read.ours && read.peer && read.turns) return [read as ServingLine];
    } catch (cause) {
      throw new BenchError(`${name}:${i + 1} holds no JSON`, { cause });
    }
    throw new BenchError(`${name}:${i + 1} holds no result of bench:serving`);
  });
}

/** One line for each model, number at once, side of ours and peer, with the turns of all that were measured. */
export function mergeLines(lines: readonly ServingLine[]): ServingLine[] {
  const merged = new Map<string, ServingLine>();
  for (const line of lines) {
    const key = JSON.stringify([line.model, line.concurrency, line.ours.id, line.peer.id]);
    const before = merged.get(key);
    merged.set(key, before ? { ...before, turns: [...before.turns, ...line.turns] } : line);
  }
  return [...merged.values()].toSorted(
    (a, b) =>
      a.model.localeCompare(b.model) ||
      a.concurrency - b.concurrency ||
      a.peer.id.localeCompare(b.peer.id) ||
      a.ours.id.localeCompare(b.ours.id),
  );
}

/** Ours over theirs: the median of the turns' own ratios. Above 1, ours is faster. */
export function ratioOf({ turns }: ServingLine): number {
  return median(turns.map(({ ours, theirs }) => ours.rate / theirs.rate));
}

/** The table as Markdown: each side's orders a second, tokens a second and peak memory, and the ratios. */
export function tableOf(lines: readonly ServingLine[]): string[] {
  const head = [
    'model',
    'at once',
    'peer (bits)',
    'orders/s',
    'tokens/s',
    'MiB',
    'ours (bits)',
    'orders/s',
    'tokens/s',
    'MiB',
    'ratio (least to most)',
  ];
  const rows = mergeLines(lines).map((line) => {
    const { model, concurrency, ours, peer, turns } = line;
    const ratios = turns.map((turn) => turn.ours.rate / turn.theirs.rate);
    const spread = `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`;
    return [
      model,
      concurrency,
      `${peer.title} (${peer.bits})`,
      ...figures(turns.map((turn) => turn.theirs)),
      `${ours.title} (${ours.bits})`,
      ...figures(turns.map((turn) => turn.ours)),
      `${ratioOf(line).toFixed(2)} (${spread})`,
    ];
  });
  return [head, head.map(() => '---'), ...rows].map(row);
}

/** Medians: orders a second, new tokens a second, peak memory. */
export function figures(samples: readonly Sample[]): string[] {
  const rate = median(samples.map((sample) => sample.rate));
  const peak = median(samples.map((sample) => sample.peakMiB));
  return [rate.toFixed(2), (rate * NEW_TOKENS).toFixed(0), peak.toFixed(0)];
}

export function row(cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}
