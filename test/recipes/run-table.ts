import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What one line of a run's `log.jsonl` or `metrics.jsonl` may hold. */
interface Line {
  readonly event?: string;
  readonly rows?: number;
  readonly tokens?: number;
  readonly validation?: number;
  readonly epoch?: number;
  readonly step?: number;
  readonly loss?: number;
  readonly f1?: number;
  readonly exactMatch?: number;
  readonly validationSeconds?: number;
  readonly metrics?: Readonly<Record<string, number>>;
}

/**
 * A run's epochs so far as a table in Markdown, made of its logs alone.
 *
 * @param dir the run's folder.
 */
export async function readRunTable(dir: string): Promise<string> {
  const log = await readLines(join(dir, 'log.jsonl'));
  const data = log.findLast(({ event }) => event === 'data');
  const epochs = log.filter(({ event }) => event === 'epoch');
  const steps = (await readLines(join(dir, 'metrics.jsonl'))).filter(
    ({ metrics }) => metrics?.['loss'] !== undefined,
  );
  // A step that was taken again after a kill counts once.
  const took = new Map(steps.map(({ step, metrics }) => [step ?? 0, metrics?.['step_seconds'] ?? 0]));
  const secondsUntil = (until: number): number =>
    [...took].reduce((sum, [step, seconds]) => sum + (step <= until ? seconds : 0), 0);
  const rows = epochs.map(({ epoch, step, loss, f1, exactMatch, validationSeconds }, i) => [
    epoch,
    step,
    loss?.toFixed(4),
    f1?.toFixed(4),
    exactMatch?.toFixed(4),
    minutes(secondsUntil(step ?? 0) - secondsUntil(epochs[i - 1]?.step ?? 0)),
    minutes(validationSeconds),
  ]);
  const last = steps.at(-1);
  return [
    `${data?.rows ?? 0} rows, ${data?.tokens ?? 0} tokens an epoch, ${data?.validation ?? 0} orders to validate; ` +
      `last step ${last?.step ?? 0}, loss ${last?.metrics?.['loss']?.toFixed(4) ?? 'none'}`,
    '',
    line(['epoch', 'step', 'loss', 'F1', 'exact', 'training', 'validation']),
    line(Array.from({ length: 7 }, () => '---')),
    ...rows.map(line),
  ].join('\n');
}

function line(cells: readonly (string | number | undefined)[]): string {
  return `| ${cells.map((cell) => cell ?? '').join(' | ')} |`;
}

function minutes(seconds: number | undefined): string | undefined {
  return seconds === undefined ? undefined : `${(seconds / 60).toFixed(1)} min`;
}

/** Nothing where there is no file yet; a line that a killed run left half written is passed over. */
async function readLines(file: string): Promise<Line[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.split('\n').flatMap((entry) => {
    try {
      return [JSON.parse(entry) as Line];
    } catch {
      return [];
    }
  });
}
