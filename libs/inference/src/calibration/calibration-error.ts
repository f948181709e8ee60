/** A probability that was given, and what became of it. */
export interface Forecast {
  readonly probability: number;
  readonly isRight: boolean;
}

/** Forecasts of about the same probability. */
export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Mean probability, and the share that was right. */
  readonly confidence: number;
  readonly accuracy: number;
}

/** Forecasts by bins of equal width. Empty bins are left out. */
export function reliability(forecasts: readonly Forecast[], bins = 10): ReliabilityBin[] {
  return Array.from({ length: bins }, (_, i): ReliabilityBin => {
    const own = forecasts.filter(
      ({ probability }) => Math.min(bins - 1, Math.floor(probability * bins)) === i,
    );
    const mean = (sum: number): number => sum / own.length;
    return {
      from: i / bins,
      to: (i + 1) / bins,
      count: own.length,
      confidence: mean(own.reduce((sum, { probability }) => sum + probability, 0)),
      accuracy: mean(own.filter(({ isRight }) => isRight).length),
    };
  }).filter(({ count }) => count > 0);
}

/**
 * Expected calibration error: how far confidence and accuracy lie apart, on average over bins of equal width (Guo et al.
 * 2017, "On calibration of modern neural networks"). 0 when there is nothing.
 */
export function expectedCalibrationError(forecasts: readonly Forecast[], bins = 10): number {
  const off = reliability(forecasts, bins).reduce(
    (sum, { count, confidence, accuracy }) => sum + count * Math.abs(confidence - accuracy),
    0,
  );
  return forecasts.length === 0 ? 0 : off / forecasts.length;
}
