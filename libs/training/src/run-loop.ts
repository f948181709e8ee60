import type { TrainingRow } from './batch.js';
import type { BlockBatches } from './block-batches.js';
import { loadCheckpoint, saveCheckpoint } from './checkpoint.js';
import { DivergenceWatch } from './divergence-watch.js';
import { rateAt, type RateSchedule } from './schedule.js';
import type { StepReport, Trainer } from './trainer.js';

/** One line of a run's log. */
export interface StepLog extends StepReport {
  readonly step: number;
  readonly totalSteps: number;
  readonly learningRate: number;
  readonly block: number;
  readonly seconds: number;
}

/** Whether a run goes on after a block. */
export type BlockVerdict = 'stop' | 'go on' | void;

export interface RunLoopOptions {
  readonly trainer: Trainer;
  readonly batches: BlockBatches;
  readonly schedule: RateSchedule;
  /** Batches per optimizer step. Default 1. */
  readonly accumulation?: number;
  readonly checkpointPath: string;
  readonly checkpointEverySteps: number;
  /** See `RunState.fingerprint`. */
  readonly fingerprint: string;
  /** Goes on from the checkpoint if there is one. */
  readonly resume: boolean;
  readonly onStep?: (log: StepLog) => void;
  /**
   * Called when a block (an epoch) is done, before its successor is trained on; after a resume perhaps once more.
   *
   * @param loss mean of the block's steps.
   * @returns `stop` to end the run here.
   */
  readonly onBlockEnd?: (block: number, step: number, loss: number) => Promise<BlockVerdict>;
  /** Asked after each step whether a checkpoint is wanted now. */
  readonly checkpointAsked?: () => boolean;
  /** Stops after the step in hand, with a checkpoint. */
  readonly signal?: AbortSignal;
}

/**
 * Runs optimizer steps until the schedule's end, the data's end, a block's verdict or the signal, with checkpoints on the
 * way.
 *
 * @returns the number of optimizer steps done in all.
 * @throws TrainingError DIVERGED when the loss or a gradient is not finite (the weights are then untouched), or the loss
 *   has left its course; the checkpoint is from before.
 */
export async function runLoop(options: RunLoopOptions): Promise<number> {
  const { trainer, batches, schedule, checkpointPath, fingerprint, signal } = options;
  const watch = new DivergenceWatch();
  let current: number | undefined;
  let losses = { sum: 0, steps: 0 };
  if (options.resume) {
    const state = await loadCheckpoint(checkpointPath, trainer, fingerprint);
    if (state) batches.seek(state.position);
    // Its end is reported again: the run may have been killed while that was done.
    current = state?.block;
    losses = state?.losses ?? losses;
  }
  const save = (): Promise<void> =>
    saveCheckpoint(checkpointPath, trainer, {
      step: trainer.step,
      position: batches.position,
      block: current,
      losses,
      fingerprint,
    });
  const endBlock = (block: number): Promise<BlockVerdict> | undefined =>
    options.onBlockEnd?.(block, trainer.step, losses.sum / Math.max(1, losses.steps));
  let stopped = false;
  while (trainer.step < schedule.totalSteps && signal?.aborted !== true) {
    const place = batches.position;
    const drawn = draw(batches, options.accumulation ?? 1);
    if (drawn.length === 0) break;
    const { block } = batches.position;
    if (current !== undefined && block !== current) {
      if ((await endBlock(current)) === 'stop') {
        batches.seek(place);
        stopped = true;
        break;
      }
      losses = { sum: 0, steps: 0 };
    }
    current = block;
    const learningRate = rateAt(schedule, trainer.step);
    const start = performance.now();
    const report = await trainer.trainStep(drawn, learningRate);
    const seconds = (performance.now() - start) / 1000;
    watch.observe(trainer.step, report.loss);
    losses = { sum: losses.sum + report.loss, steps: losses.steps + 1 };
    options.onStep?.({
      ...report,
      step: trainer.step,
      totalSteps: schedule.totalSteps,
      learningRate,
      block,
      seconds,
    });
    const due = trainer.step % options.checkpointEverySteps === 0 || options.checkpointAsked?.() === true;
    if (due && watch.calm) await save();
  }
  if (watch.calm) await save();
  if (current !== undefined && !stopped && signal?.aborted !== true) await endBlock(current);
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
