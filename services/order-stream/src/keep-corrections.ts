import type { TrainingClient } from '@ordena/contracts';
import type { EventBus, Subscription } from '@ordena/events';
import type { Logger } from '@ordena/service-kit';
import type { State } from '@ordena/state';

import type { CorrectionRunsConfig } from './config.js';
import { CorrectionRuns } from './correction-runs.js';
import { followCorrections } from './corrections.js';
import type { StreamMetrics } from './stream-metrics.js';
import type { StreamTopics } from './stream-settings.js';

/** What corrections are kept with. Who gives the parts closes them, after the subscription. */
export interface KeepCorrectionsOptions {
  events: EventBus;
  topics: Pick<StreamTopics, 'corrections' | 'deadLetters'>;
  group: string;
  /** The database that the training coordinator reads. */
  state: Pick<State, 'corrections' | 'runs'>;
  training: Pick<TrainingClient, 'startRun'>;
  config: CorrectionRunsConfig;
  metrics: StreamMetrics;
  logger: Logger;
}

/** Keeps corrections in the state, and starts runs from them as the configuration says. */
export function keepCorrections(options: KeepCorrectionsOptions): Promise<Subscription> {
  const { events, topics, group, state, training, config, metrics, logger } = options;
  const { ORDENA_STREAM_RUN_AFTER: every, ORDENA_STREAM_RUN_BASE: base } = config;
  const profile = config.ORDENA_STREAM_RUN_PROFILE;
  const starter = new CorrectionRuns({ runs: state.runs, training, base, profile });
  return followCorrections({
    events,
    topic: topics.corrections,
    deadLetters: topics.deadLetters,
    group,
    store: state.corrections,
    ...(every === undefined ? {} : { runs: { starter, every } }),
    metrics,
    onFault: (err) => {
      logger.warn({ err }, 'a correction was not kept, or no run was started from it');
    },
  });
}
