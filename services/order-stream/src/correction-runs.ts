import { createHash } from 'node:crypto';

import type { TrainingClient } from '@ordena/contracts';
import type { Run, Runs } from '@ordena/state';

import type { RunStarter } from './corrections.js';

/** What runs on corrections are started with. */
export interface CorrectionRunsOptions {
  /** Where runs are kept. */
  runs: Pick<Runs, 'list'>;
  training: Pick<TrainingClient, 'startRun'>;
  /** Model to start from. Default: the coordinator's own. */
  base?: string | undefined;
  /** Training profile. Default: the coordinator's own. */
  profile?: string | undefined;
}

const PAGE = 100;

/**
 * Runs of the training coordinator on all corrections. The id of a run is made from that of the run before it, so two
 * processes that see the same corrections gather, or one that asks twice, start one run.
 */
export class CorrectionRuns implements RunStarter {
  constructor(private readonly options: CorrectionRunsOptions) {}

  async last(): Promise<Run | undefined> {
    for (let after: string | undefined; ;) {
      const page = await this.options.runs.list({ limit: PAGE, ...(after === undefined ? {} : { after }) });
      const found = page.find(({ spec }) => spec.dataset.kind === 'corrections');
      if (found !== undefined || page.length < PAGE) return found;
      after = page.at(-1)?.id;
    }
  }

  async start(previous: string | undefined): Promise<void> {
    const { training, base, profile } = this.options;
    await training.startRun({
      dataset: { corrections: {} },
      name: 'corrections',
      runId: nextRunId(previous),
      ...(base === undefined ? {} : { base }),
      ...(profile === undefined ? {} : { profile }),
    });
  }
}

function nextRunId(previous = ''): string {
  return `corrections-${createHash('sha256').update(previous).digest('hex').slice(0, 16)}`;
}
