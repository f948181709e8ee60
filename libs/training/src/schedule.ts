/** Learning rate over a run: linear warm-up, then a cosine down to a floor. */
export interface CosineSchedule {
  readonly peak: number;
  readonly totalSteps: number;
  /** Share of the run spent warming up; the reference's is 0.1. */
  readonly warmupShare: number;
  /** What the cosine ends at, as a share of the peak. Default 0. */
  readonly floorShare?: number;
}

/**
 * Learning rate of a step.
 *
 * @param step 0 for the first step. As in transformers' `get_cosine_schedule_with_warmup`, step 0 of a run with warm-up
 *   has rate 0.
 */
export function cosineRate(schedule: CosineSchedule, step: number): number {
  const { peak, totalSteps, warmupShare, floorShare = 0 } = schedule;
  const warmup = Math.ceil(totalSteps * warmupShare);
  if (step < warmup) return (peak * step) / Math.max(1, warmup);
  const progress = Math.min(1, (step - warmup) / Math.max(1, totalSteps - warmup));
  const cosine = 0.5 * (1 + Math.cos(Math.PI * progress));
  return peak * (floorShare + (1 - floorShare) * cosine);
}
