import { join } from 'node:path';

import { TRAINING_SERVICE, trainingServiceDefinition } from '@ordena/contracts';
import type { EventBus } from '@ordena/events';
import { ModelStore } from '@ordena/model';
import { clientCredentials, type Logger, type ServedService } from '@ordena/service-kit';
import { TRAINING_TOPIC, type State } from '@ordena/state';

import { Bell } from './bell.js';
import { chooseExecutor } from './choose-executor.js';
import type { CoordinatorConfig } from './config.js';
import { Coordinator } from './coordinator.js';
import { Datasets } from './datasets.js';
import type { Executor } from './executor.js';
import { trainingHandlers } from './handlers.js';
import { connectPeers, type PeerAddresses } from './peers.js';
import { publishOutbox } from './publisher.js';

/** What the coordinator is opened with. Who opens it closes the state and the events, after it. */
export interface CoordinatorParts {
  readonly state: State;
  readonly events: EventBus;
  readonly logger: Logger;
  /** Default: as the configuration says. */
  readonly executor?: Executor;
  /** Where the other services are, asked when they are first needed. Default: as the configuration says. */
  readonly peers?: () => PeerAddresses;
}

/** TrainingService, ready to be served. */
export interface OpenCoordinator {
  readonly services: readonly ServedService[];
  /** Goes on with unfinished runs. The other services must be reachable soon; call it once the server listens. */
  resume(): Promise<void>;
  /** Aborts when another coordinator has claimed the database's runs: this one has stopped its work by then. */
  readonly lost: AbortSignal;
  /** Stops the work in hand; runs go on with the next start. May be called twice. */
  close(): Promise<void>;
}

/**
 * Claims the runs of the database and makes all ready to carry them out.
 *
 * @throws StateError `ALREADY_CLAIMED` when another coordinator has them; ServiceError `CONFIG_INVALID`; ModelError when
 * the store cannot be opened; EventsError when the topic cannot be made.
 */
export async function openCoordinator(
  config: CoordinatorConfig,
  { state, events, logger, executor = chooseExecutor(config, logger), peers: find }: CoordinatorParts,
): Promise<OpenCoordinator> {
  const store = await ModelStore.open(config.ORDENA_STORE);
  await events.ensureTopics([{ topic: TRAINING_TOPIC }]);
  // Services of one process have an address that needs no securing.
  const channel = find === undefined ? clientCredentials(config) : undefined;
  const bell = new Bell();
  const configured = (): PeerAddresses => ({
    augmentation: config.ORDENA_AUGMENTATION_ADDR,
    tokenization: config.ORDENA_TOKENIZATION_ADDR,
    inference: config.ORDENA_INFERENCE_ADDR,
  });
  const peers = connectPeers(find ?? configured, channel);
  const datasets = new Datasets(
    join(config.ORDENA_RUNS, 'uploads'),
    config.ORDENA_DATASETS,
    config.ORDENA_MAX_UPLOAD_BYTES,
    state.corrections,
  );
  const claim = await state.claimRuns({ waitMs: config.ORDENA_CLAIM_WAIT_MS });
  await datasets.clean().catch(async (error: unknown) => {
    await claim.release();
    throw error;
  });
  const coordinator = new Coordinator({
    state,
    store,
    datasets,
    peers,
    executor,
    logger,
    bell,
    runsDir: config.ORDENA_RUNS,
    maxRuns: config.ORDENA_MAX_RUNS,
    stepEventsMs: config.ORDENA_STEP_EVENTS_MS,
    peerWaitMs: config.ORDENA_PEER_WAIT_MS,
    alias: config.ORDENA_CANDIDATE_ALIAS,
    threads: config.ORDENA_TRAINING_THREADS,
  });
  const stop = new AbortController();
  const publishing = publishOutbox(state.outbox, events, { bell, logger, signal: stop.signal });
  let closing: Promise<void> | undefined;
  const halt = async (): Promise<void> => {
    await coordinator.close();
    stop.abort();
    await publishing;
  };
  const close = async (): Promise<void> => {
    await halt();
    peers.close();
    await claim.release();
  };
  const lost = new AbortController();
  const giveWay = (): void => {
    logger.error(
      { err: claim.lost.reason as unknown },
      'another coordinator has the runs: stopping the work on them',
    );
    void halt().finally(() => {
      lost.abort(claim.lost.reason);
    });
  };
  claim.lost.addEventListener('abort', giveWay, { once: true });
  if (claim.lost.aborted) giveWay();
  return {
    services: [
      {
        name: TRAINING_SERVICE,
        definition: trainingServiceDefinition(),
        handlers: { ...trainingHandlers({ coordinator, state, store, datasets, bell, logger }) },
      },
    ],
    resume: () => coordinator.resume(),
    lost: lost.signal,
    close: () => (closing ??= close()),
  };
}
