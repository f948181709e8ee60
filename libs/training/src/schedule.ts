/** How the rate falls after the warm-up. */
export const SCHEDULES = ['cosine', 'linear', 'constant'] as const;
export type ScheduleShape = (typeof SCHEDULES)[number];

/** Share of the peak that is left after a share of the way. */
const SHAPES: Readonly<Record<ScheduleShape, (progress: number) => number>> = {
  cosine: (progress) => 0.5 * (1 + Math.cos(Math.PI * progress)),
  linear: (progress) => 1 - progress,
  constant: () => 1,
};

/** Learning rate over a run: linear warm-up, then down to a floor. */
export interface RateSchedule {
  /** Default cosine. */
  readonly shape?: ScheduleShape;
  readonly peak: number;
  readonly totalSteps: number;
  /** Share of the run spent warming up; the reference's is 0.1. */
  readonly warmupShare: number;
  /** What it ends at, as a share of the peak. Default 0. */
  readonly floorShare?: number;
}

/**
 * Learning rate of a step.
 *
 * @param step 0 for the first step. As in transformers' `get_cosine_schedule_with_warmup` and its like, step 0 of a run with
 *   warm-up has rate 0.
 */
export function rateAt(schedule: RateSchedule, step: number): number {
  const { peak, totalSteps, warmupShare, floorShare = 0, shape = 'cosine' } = schedule;
  const warmup = Math.ceil(totalSteps * warmupShare);
  if (step < warmup) return (peak * step) / Math.max(1, warmup);
  const progress = Math.min(1, (step - warmup) / Math.max(1, totalSteps - warmup));
  return peak * (floorShare + (1 - floorShare) * SHAPES[shape](progress));
}
