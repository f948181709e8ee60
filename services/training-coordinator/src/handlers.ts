import type {
  CancelRunRequest,
  GetRunRequest,
  ListRunsRequest,
  RunState as RunStateMessage,
  StartRunRequest,
  TrainingEvent,
  TrainingRun,
  TrainingServiceHandlers,
  WatchRunRequest,
} from '@ordena/contracts';
import type { ModelStore } from '@ordena/model';
import {
  atField,
  collectRequests,
  injectTrace,
  ServiceError,
  streamAnswers,
  unary,
  type Logger,
  type TraceCarrier,
} from '@ordena/service-kit';
import { isFinal, type Run, type RunState, type State } from '@ordena/state';

import type { Bell } from './bell.js';
import type { Coordinator } from './coordinator.js';
import type { Datasets } from './datasets.js';
import { ERROR_TABLE } from './error-table.js';
import { toMessage } from './run-events.js';
import { readStartRequest } from './start-request.js';

/** What the handlers work with. */
export interface HandlerOptions {
  readonly coordinator: Coordinator;
  readonly state: State;
  readonly store: ModelStore;
  readonly datasets: Datasets;
  readonly bell: Bell;
  readonly logger: Logger;
}

const STATES: Readonly<Record<RunState, RunStateMessage>> = {
  queued: 'RUN_STATE_QUEUED',
  preparing: 'RUN_STATE_PREPARING',
  training: 'RUN_STATE_TRAINING',
  evaluating: 'RUN_STATE_EVALUATING',
  exporting: 'RUN_STATE_EXPORTING',
  succeeded: 'RUN_STATE_SUCCEEDED',
  failed: 'RUN_STATE_FAILED',
  cancelled: 'RUN_STATE_CANCELLED',
};
const DEFAULT_PAGE = 100;
const MAX_PAGE = 1000;
const EVENTS_AT_ONCE = 200;
/** Another process may have changed the run: so often it is looked at when nobody rings. */
const LOOK_MS = 1000;

/** The methods of TrainingService. */
export function trainingHandlers(options: HandlerOptions): TrainingServiceHandlers {
  const { coordinator, state, datasets, logger } = options;
  const settings = { logger, errors: ERROR_TABLE };
  return {
    UploadDataset: collectRequests(settings, (requests, { signal }) => datasets.upload(requests, signal)),
    StartRun: unary(settings, async (request: StartRunRequest) => {
      const spec = await readStartRequest(request, options);
      const { traceparent } = injectTrace<TraceCarrier>({});
      return { run: toRun(await coordinator.start({ ...spec, traceparent }, request.runId)) };
    }),
    GetRun: unary(settings, async ({ runId }: GetRunRequest) => ({
      run: toRun(await known(state, runId)),
    })),
    ListRuns: unary(settings, async (request: ListRunsRequest) => {
      const limit = request.pageSize ?? DEFAULT_PAGE;
      if (limit < 1 || limit > MAX_PAGE) throw invalid('page_size', `is ${limit}: give 1 to ${MAX_PAGE}`);
      const after = request.pageToken;
      if (after !== undefined) await known(state, after, 'page_token');
      const states = request.states.map(fromMessage);
      // One more than asked for says whether there is a next page.
      const found = await state.runs.list({
        limit: limit + 1,
        ...(states.length === 0 ? {} : { states }),
        ...(after === undefined ? {} : { after }),
      });
      const runs = found.slice(0, limit);
      const last = runs.at(-1);
      const more = found.length > limit && last !== undefined ? { nextPageToken: last.id } : {};
      return { runs: runs.map(toRun), ...more };
    }),
    CancelRun: unary(settings, async ({ runId }: CancelRunRequest) => ({
      run: toRun(await atField('run_id', () => coordinator.cancel(required(runId)))),
    })),
    WatchRun: streamAnswers(settings, (request: WatchRunRequest, { signal }) =>
      watch(options, request, signal),
    ),
  };
}

async function* watch(
  { state, bell }: HandlerOptions,
  { runId, afterSequence = 0 }: WatchRunRequest,
  signal: AbortSignal,
): AsyncGenerator<TrainingEvent> {
  let after = afterSequence;
  for (;;) {
    // Looked at before its events: what the end of a run tells is then among them.
    const run = await known(state, runId);
    const news = await state.outbox.ofRun(runId, after, EVENTS_AT_ONCE);
    for (const stored of news) {
      after = stored.sequence;
      yield toMessage(stored);
    }
    if (news.length === EVENTS_AT_ONCE) continue;
    if (isFinal(run.state)) return;
    await bell.wait(LOOK_MS, signal);
    signal.throwIfAborted();
  }
}

/** @throws ServiceError, StateError `RUN_NOT_FOUND`, both with the field. */
function known(state: State, id: string, field = 'run_id'): Promise<Run> {
  return atField(field, () => state.runs.get(required(id, field)));
}

function required(id: string, field = 'run_id'): string {
  if (id === '' || id.length > 64) throw invalid(field, 'must be 1 to 64 characters');
  return id;
}

function fromMessage(name: RunStateMessage, index: number): RunState {
  const found = Object.entries(STATES).find(([, message]) => message === name);
  if (found === undefined) throw invalid(`states[${index}]`, 'is no state of a run');
  return found[0] as RunState;
}

function toRun({ spec, progress, result, failure, ...run }: Run): TrainingRun {
  return {
    runId: run.id,
    state: STATES[run.state],
    ...(spec.name === undefined ? {} : { name: spec.name }),
    base: spec.base,
    profile: spec.profileName,
    step: progress.step,
    totalSteps: progress.totalSteps,
    epoch: progress.epoch,
    ...(progress.loss === undefined ? {} : { loss: progress.loss }),
    ...(progress.f1 === undefined ? {} : { f1: progress.f1 }),
    ...(progress.exactMatch === undefined ? {} : { exactMatch: progress.exactMatch }),
    ...(result === undefined ? {} : { version: result.version }),
    ...(result?.alias === undefined ? {} : { alias: result.alias }),
    ...(failure === undefined ? {} : { failure: { reason: failure.code, message: failure.message } }),
    createdAtMs: run.createdAt.getTime(),
    updatedAtMs: run.updatedAt.getTime(),
    attempts: run.attempts,
    lastSequence: run.lastSequence,
  };
}

function invalid(field: string, message: string): ServiceError {
  return new ServiceError('INVALID_ARGUMENT', `${field} ${message}`, { field });
}
