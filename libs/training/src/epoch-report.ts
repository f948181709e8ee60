import { existsSync } from 'node:fs';
import { appendFile, readFile } from 'node:fs/promises';
import { z } from 'zod';

const epochSchema = z.object({
  /** From 1. */
  epoch: z.number(),
  /** Optimizer steps so far. */
  step: z.number(),
  /** Mean of the epoch's steps. */
  loss: z.number().optional(),
  /** On the validation part, through the serving engine. */
  f1: z.number(),
  exactMatch: z.number(),
  /** Whether it was the best one so far, and so was kept. */
  best: z.boolean(),
  /** That its validation took; what its steps took is among the metrics of each. */
  validationSeconds: z.number().optional(),
});

export type EpochReport = Readonly<z.infer<typeof epochSchema>>;

/** The epochs that an interrupted run has logged: a later one must beat the best of them. */
export async function readEpochs(file: string): Promise<EpochReport[]> {
  if (!existsSync(file)) return [];
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '');
  return lines.flatMap((line) => {
    const parsed = epochSchema.safeParse(parseLine(line));
    return parsed.success ? [parsed.data] : [];
  });
}

/** Ends a line that a killed run has left half written, so that the next one is not lost in it. */
export async function endLine(file: string): Promise<void> {
  if (existsSync(file) && !(await readFile(file, 'utf8')).endsWith('\n')) await appendFile(file, '\n');
}

/** Whether so many epochs have passed without a better F1 that the run should end. */
export function isStale(reports: readonly EpochReport[], patience: number | undefined): boolean {
  const best = reports.findLastIndex((report) => report.best);
  return patience !== undefined && best >= 0 && reports.length - 1 - best >= patience;
}

/** A killed run may have left half a line. */
function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
