import type { EpochReport, StepLog } from '@ordena/training';

/** Steps that speed is averaged over. */
const WINDOW = 20;

/** Beside the bar of a training run: loss, speed, how long it still takes, the last F1. */
export class TrainingNote {
  private readonly recent: StepLog[] = [];
  private last: EpochReport | undefined;

  epoch(report: EpochReport): void {
    this.last = report;
  }

  /** Takes a step in and says how things stand. */
  step(log: StepLog): string {
    this.recent.push(log);
    if (this.recent.length > WINDOW) this.recent.shift();
    const seconds = this.recent.reduce((sum, step) => sum + step.seconds, 0);
    const tokens = this.recent.reduce((sum, step) => sum + step.tokens, 0);
    const left = ((log.totalSteps - log.step) * seconds) / this.recent.length;
    const f1 =
      this.last === undefined ? '' : `, F1 ${this.last.f1.toFixed(4)} after epoch ${String(this.last.epoch)}`;
    return `loss ${log.loss.toFixed(4)}, ${(tokens / seconds).toFixed(0)} tokens/s, ${duration(left)} left${f1}`;
  }
}

function duration(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  if (minutes >= 60) return `${String(Math.floor(minutes / 60))}h${String(minutes % 60).padStart(2, '0')}m`;
  return minutes > 0
    ? `${String(minutes)}m${String(Math.floor(seconds % 60)).padStart(2, '0')}s`
    : `${seconds.toFixed(0)}s`;
}
