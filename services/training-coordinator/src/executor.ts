import type { EpochReport, StepLog, TrainingProfile } from '@ordena/training';

/** What a trainer is to do. All of it can be written as JSON. */
export interface TrainingJob {
  readonly runId: string;
  /** Folder with `rows.jsonl`, `validation.jsonl` and `prepared.json`. */
  readonly dataDir: string;
  /** Where checkpoints and the model go. What lies there already is gone on with. */
  readonly outDir: string;
  readonly baseDir: string;
  readonly profile: TrainingProfile;
  readonly maxValidation?: number | undefined;
  readonly threads?: number | undefined;
}

/** What a trainer tells while it works. `done` or `failed` is the last. */
export type TrainingReport =
  | { readonly kind: 'step'; readonly log: StepLog }
  | { readonly kind: 'epoch'; readonly report: EpochReport }
  | { readonly kind: 'checkpoint'; readonly step: number }
  | { readonly kind: 'done'; readonly reports: readonly EpochReport[] }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string };

/** A trainer at work. */
export interface RunningJob {
  /** Its reports in order; ends after the last. @throws CoordinatorError `TRAINER_DIED` when it ends without one. */
  readonly reports: AsyncIterable<TrainingReport>;
  /** Ends it at once. May be called twice. */
  stop(): Promise<void>;
  /** This process ends: a trainer that can do without it goes on, and `start` finds it again; any other ends. */
  leave(): Promise<void>;
}

/** Where trainers run. */
export interface Executor {
  /** Starts a trainer, or goes on with the one of this run that an earlier process left at work. */
  start(job: TrainingJob): RunningJob;
  /** Ends what an earlier process may have left at work for a run. */
  remove(runId: string): Promise<void>;
}

/** Whether nothing comes after it. */
export function isLast({ kind }: TrainingReport): boolean {
  return kind === 'done' || kind === 'failed';
}
