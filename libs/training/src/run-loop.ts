import type { TrainingRow } from './batch.js';
import type { BlockBatches } from './block-batches.js';
import { loadCheckpoint, saveCheckpoint } from './checkpoint.js';
import { cosineRate, type CosineSchedule } from './schedule.js';
import type { StepReport, Trainer } from './trainer.js';

/** One line of a run's log. */
export interface StepLog extends StepReport {
  readonly step: number;
  readonly totalSteps: number;
  readonly learningRate: number;
  readonly block: number;
  readonly seconds: number;
}

export interface RunLoopOptions {
  readonly trainer: Trainer;
  readonly batches: BlockBatches;
  readonly schedule: CosineSchedule;
  /** Batches per optimizer step. Default 1. */
  readonly accumulation?: number;
  readonly checkpointPath: string;
  readonly checkpointEverySteps: number;
  /** See `RunState.fingerprint`. */
  readonly fingerprint: string;
  /** Goes on from the checkpoint if there is one. */
  readonly resume: boolean;
  readonly onStep?: (log: StepLog) => void;
  /** Called when a block (an epoch) is done, before its successor is trained on; after a resume perhaps once more. */
  readonly onBlockEnd?: (block: number, step: number) => Promise<void>;
  /** Stops after the step in hand, with a checkpoint. */
  readonly signal?: AbortSignal;
}

/**
 * Runs optimizer steps until the schedule's end, the data's end or the signal, with checkpoints on the way.
 *
 * @returns the number of optimizer steps done in all.
 */
export async function runLoop(options: RunLoopOptions): Promise<number> {
  const { trainer, batches, schedule, checkpointPath, fingerprint, signal } = options;
  let current: number | undefined;
  if (options.resume) {
    const state = await loadCheckpoint(checkpointPath, trainer, fingerprint);
    if (state) batches.seek(state.position);
    // Its end is reported again: the run may have been killed while that was done.
    current = state?.block;
  }
  const save = (): Promise<void> =>
    saveCheckpoint(checkpointPath, trainer, {
      step: trainer.step,
      position: batches.position,
      block: current,
      fingerprint,
    });
  while (trainer.step < schedule.totalSteps && signal?.aborted !== true) {
    const drawn = draw(batches, options.accumulation ?? 1);
    if (drawn.length === 0) break;
    const { block } = batches.position;
    if (current !== undefined && block !== current) await options.onBlockEnd?.(current, trainer.step);
    current = block;
    const learningRate = cosineRate(schedule, trainer.step);
    const start = performance.now();
    const report = await trainer.trainStep(drawn, learningRate);
    const seconds = (performance.now() - start) / 1000;
    options.onStep?.({
      ...report,
      step: trainer.step,
      totalSteps: schedule.totalSteps,
      learningRate,
      block,
      seconds,
    });
    if (trainer.step % options.checkpointEverySteps === 0) await save();
  }
  await save();
  if (current !== undefined && signal?.aborted !== true) await options.onBlockEnd?.(current, trainer.step);
  return trainer.step;
}

function draw(batches: BlockBatches, count: number): (readonly TrainingRow[])[] {
  const drawn: (readonly TrainingRow[])[] = [];
  for (let i = 0; i < count; i++) {
    const batch = batches.next();
    if (batch) drawn.push(batch);
  }
  return drawn;
}
