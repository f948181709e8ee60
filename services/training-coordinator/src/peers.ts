import { setTimeout as sleep } from 'node:timers/promises';

import { status, type ChannelCredentials, type ServiceError } from '@grpc/grpc-js';
import { AugmentationClient, ModelClient, TokenizationClient } from '@ordena/contracts';
import type { Logger } from '@ordena/service-kit';

import { CoordinatorError } from './errors.js';

/** The other services. */
export interface Peers {
  readonly augmentation: AugmentationClient;
  readonly tokenization: TokenizationClient;
  readonly models: ModelClient;
  close(): void;
}

/** Where the other services are, each as host:port. */
export interface PeerAddresses {
  readonly augmentation: string;
  readonly tokenization: string;
  readonly inference: string;
}

/**
 * Clients, made when they are first used; their channels connect again after a loss.
 *
 * @param find asked at the first use: services in one process know their port only once they listen.
 * @param channel how all three channels are secured. Default: not at all.
 */
export function connectPeers(find: () => PeerAddresses, channel?: ChannelCredentials): Peers {
  let made: Omit<Peers, 'close'> | undefined;
  const peers = (): Omit<Peers, 'close'> => {
    if (made !== undefined) return made;
    const { augmentation, tokenization, inference } = find();
    made = {
      augmentation: new AugmentationClient(augmentation, channel),
      tokenization: new TokenizationClient(tokenization, channel),
      models: new ModelClient(inference, channel),
    };
    return made;
  };
  return {
    get augmentation() {
      return peers().augmentation;
    },
    get tokenization() {
      return peers().tokenization;
    },
    get models() {
      return peers().models;
    },
    close: () => {
      if (made === undefined) return;
      for (const client of [made.augmentation, made.tokenization, made.models]) client.close();
    },
  };
}

/** What a call ends with whose server died or is not there yet. */
const GONE: ReadonlySet<number> = new Set([status.UNAVAILABLE, status.INTERNAL, status.UNKNOWN]);
const PAUSE_MS = 250;

/**
 * Does something with another service, again while it cannot be reached.
 *
 * @param work must be safe to do again from its start.
 * @throws CoordinatorError `PEER_UNAVAILABLE` after `waitMs`; what `work` throws for another reason; the signal's reason.
 */
export async function whileAway<T>(
  work: () => Promise<T>,
  { waitMs, signal, logger }: { waitMs: number; signal: AbortSignal; logger: Logger },
): Promise<T> {
  const giveUp = Date.now() + waitMs;
  for (;;) {
    signal.throwIfAborted();
    try {
      return await work();
    } catch (error) {
      signal.throwIfAborted();
      if (!isCallFailure(error) || !GONE.has(error.code)) throw error;
      if (Date.now() > giveUp) {
        const message = `a service could not be reached for ${waitMs / 1000} s: ${error.details}`;
        throw new CoordinatorError('PEER_UNAVAILABLE', message, { cause: error });
      }
      logger.warn({ reason: error.details }, 'a service cannot be reached: trying again');
      await sleep(PAUSE_MS, undefined, { signal });
    }
  }
}

/** Whether a call to another service ended with a status of gRPC. */
export function isCallFailure(error: unknown): error is ServiceError {
  return error instanceof Error && 'code' in error && typeof error.code === 'number' && 'details' in error;
}
