import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DecodeSession, loadAnyModelFolder, type AnyModel } from '@ordena/model';
import { temporaryFolder } from '../support/temporary-folder.js';
import { probeMachine } from './machine-peaks.js';
import { median } from './pairs.js';
import {
  OPERATOR_KINDS,
  costOf,
  profiledRuns,
  rooflineOf,
  type ProfileEvent,
  type ProfiledRun,
  type StepShape,
} from './roofline.js';
import { NEW_TOKENS, PROMPT_TOKENS, THREADS, randomPrompts } from './serving-job.js';
import { row } from './serving-lines.js';
import type { OurSide } from './serving-ours.js';

/** Steps of each kind that count, after as many of them as warm up. */
const STEPS = 10;
const WARM_UP = 3;

/**
 * A line for each kind of step, reading a prompt and writing a token of so many rows: its bytes, operations, time, the
 * bound that binds and the share of it that is achieved; then where the time goes. Times are medians without the profile;
 * the parts come from a second session that is profiled, which costs some microseconds an operator.
 */
export async function printRoofline(
  folder: string,
  side: OurSide,
  rowCounts: readonly number[],
  print: (line: string) => void,
): Promise<void> {
  const model = await loadAnyModelFolder(folder);
  const peaks = await probeMachine();
  const giga = (value: number, digits = 1): string => (value / 1e9).toFixed(digits);
  print(
    `\n${side.title}, ${folder.split('/').at(-1) ?? ''}; probe: ${giga(peaks.bytesPerSecond)} GB/s, ` +
      `int8 ${giga(peaks.int8PerSecond, 0)} GOP/s, float32 ${giga(peaks.float32PerSecond, 0)} GOP/s`,
  );
  const plain = await measure(model, side, rowCounts);
  const { steps, runs } = await profile(model, side, rowCounts);
  const kinds = [...OPERATOR_KINDS, 'inside the run, between operators', 'JavaScript around the run'];
  print(
    row([
      'step',
      'GB weights',
      'GB cache',
      'GOP',
      'ms',
      'ms at best, bytes',
      'ms at best, operations',
      'binds',
      'achieved',
      ...kinds.map((kind) => `${kind}, %`),
    ]),
  );
  print(row(Array.from({ length: 9 + kinds.length }, () => '---')));
  for (const shape of shapesOf(rowCounts)) {
    const seconds = median(
      plain.filter((step) => step.shape === shapeKey(shape)).map((step) => step.seconds),
    );
    const cost = costOf(model.model.config, side.bits, shape);
    const line = rooflineOf(cost, peaks, side.weights, seconds);
    const mine = steps.flatMap((step, i) => (step.shape === shapeKey(shape) ? [{ step, run: runs[i] }] : []));
    const parts = mine.flatMap(({ step, run }) => (run ? [partsOf(step.seconds, run)] : []));
    print(
      row([
        shape.tokens > 1 ? `prompt of ${shape.tokens}` : `decode at ${shape.rows}`,
        giga(cost.weightBytes, 3),
        giga(cost.cacheBytes, 3),
        giga(cost.weightOperations + cost.attentionOperations),
        ...[seconds, line.bytes, line.operations].map((value) => (value * 1000).toFixed(1)),
        line.binds,
        `${(line.achieved * 100).toFixed(0)} %`,
        ...kinds.map((_, i) => (median(parts.map((part) => part[i] ?? NaN)) * 100).toFixed(0)),
      ]),
    );
  }
}

/** Shares of a step's time: each kind of operator, the rest of the run, what is around it. */
function partsOf(seconds: number, run: ProfiledRun): number[] {
  const kinds = OPERATOR_KINDS.map((kind) => run.kinds[kind]);
  const inside = run.seconds - kinds.reduce((sum, value) => sum + value, 0);
  return [...kinds, inside, seconds - run.seconds].map((value) => value / seconds);
}

function shapesOf(rowCounts: readonly number[]): StepShape[] {
  const context = PROMPT_TOKENS + WARM_UP + Math.floor(STEPS / 2);
  return [
    { rows: 1, tokens: PROMPT_TOKENS, context: 0 },
    ...rowCounts.map((rows) => ({ rows, tokens: 1, context })),
  ];
}

function shapeKey({ rows, tokens }: StepShape): string {
  return `${rows} × ${tokens}`;
}

interface MeasuredStep {
  /** Undefined while warming up. */
  readonly shape: string | undefined;
  readonly seconds: number;
}

/** All steps in the order in which they ran. */
async function measure(
  model: AnyModel,
  side: OurSide,
  rowCounts: readonly number[],
  profilePrefix?: string,
): Promise<MeasuredStep[]> {
  const session = await DecodeSession.create(model, {
    slots: Math.max(...rowCounts),
    maxLength: PROMPT_TOKENS + NEW_TOKENS,
    threads: THREADS,
    int8Scales: side.scales,
    ...(profilePrefix === undefined ? {} : { profilePrefix }),
  });
  const steps: MeasuredStep[] = [];
  const run = async (first: number, rows: readonly (readonly number[])[], counts: boolean): Promise<void> => {
    const start = performance.now();
    await session.append(
      first,
      rows.map((tokens) => ({ tokens, logits: 1 })),
    );
    const seconds = (performance.now() - start) / 1000;
    const shape = shapeKey({ rows: rows.length, tokens: rows[0]?.length ?? 0, context: 0 });
    steps.push({ shape: counts ? shape : undefined, seconds });
  };
  const [prompt = []] = randomPrompts(1);
  for (let i = 0; i < WARM_UP + STEPS; i++) {
    await run(0, [prompt], i >= WARM_UP);
    session.clearSlot(0);
  }
  for (const rows of rowCounts) {
    for (let slot = 0; slot < rows; slot++) {
      session.clearSlot(slot);
      if (slot === 0) await run(0, [prompt], false);
      else session.copySlot(0, slot, PROMPT_TOKENS);
    }
    const tokens = Array.from({ length: rows }, (_, i) => [prompt[i % PROMPT_TOKENS] ?? 0]);
    for (let i = 0; i < WARM_UP + STEPS; i++) await run(0, tokens, i >= WARM_UP);
  }
  await session.close();
  return steps;
}

/** The same steps, profiled. */
async function profile(
  model: AnyModel,
  side: OurSide,
  rowCounts: readonly number[],
): Promise<{ steps: MeasuredStep[]; runs: ProfiledRun[] }> {
  const folder = await temporaryFolder();
  try {
    const steps = await measure(model, side, rowCounts, join(folder.path, 'profile'));
    const [name = ''] = (await readdir(folder.path)).filter((file) => file.startsWith('profile'));
    const events = JSON.parse(await readFile(join(folder.path, name), 'utf8')) as ProfileEvent[];
    return { steps, runs: profiledRuns(events) };
  } finally {
    await folder.remove();
  }
}
