import { openTrackers, type RunOutcome, type Tracker, type TrackerName } from '@ordena/tracking';
import { basename, resolve } from 'node:path';
import type { EpochReport } from './epoch-report.js';
import type { TrainingProfile } from './profiles.js';
import type { StepLog } from './run-loop.js';

export interface TrackingOptions {
  /** Default: those that the environment asks for, see `openTrackers`. The log file is always among them. */
  readonly trackers?: readonly TrackerName[];
  /** What runs are grouped under. Default `ordena`. */
  readonly project?: string;
  /** Default: the name of the run's folder. */
  readonly name?: string;
}

/** Hands a run's metrics on without ever making a step wait for a server, or fail with one. */
export class RunTracking {
  private sending: Promise<void> = Promise.resolve();

  private constructor(private readonly tracker: Tracker) {}

  /**
   * @param onFailure told once of each tracker that is left out.
   * @throws TrackingError BAD_SETTING, before anything is trained.
   */
  static async open(
    dir: string,
    profile: TrainingProfile,
    { trackers, project = 'ordena', name = basename(resolve(dir)) }: TrackingOptions,
    resume: boolean,
    onFailure: (tracker: string, error: unknown) => void,
  ): Promise<RunTracking> {
    const tracker = await openTrackers({
      run: { project, name, config: { ...profile } },
      dir,
      environment: process.env,
      resume,
      onFailure,
      ...(trackers === undefined ? {} : { trackers }),
    });
    return new RunTracking(tracker);
  }

  step({ step, loss, learningRate, gradientNorm, tokens, seconds }: StepLog): void {
    this.send(step, {
      loss,
      learning_rate: learningRate,
      gradient_norm: gradientNorm,
      tokens_per_second: tokens / seconds,
      step_seconds: seconds,
    });
  }

  epoch({ step, epoch, loss, f1, exactMatch }: EpochReport): void {
    this.send(step, {
      epoch,
      f1,
      exact_match: exactMatch,
      ...(loss === undefined ? {} : { epoch_loss: loss }),
    });
  }

  /** Sends what waits and says how the run ended. */
  async close(outcome: RunOutcome): Promise<void> {
    await this.sending;
    await this.tracker.close(outcome);
  }

  // A group of trackers drops one that fails, and never rejects.
  private send(step: number, metrics: Readonly<Record<string, number>>): void {
    this.sending = this.sending.then(() => this.tracker.log(step, metrics));
  }
}
