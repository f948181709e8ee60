import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BenchError } from './sample-process.js';

/** What every side does: greedy, from a prompt of so many tokens to so many new ones, whatever they are. */
export const PROMPT_TOKENS = 60;
export const NEW_TOKENS = 60;
export const THREADS = 2;

export const SERVING_MODELS = ['smollm2-135m', 'qwen3-0.6b'] as const;
export type ServingModel = (typeof SERVING_MODELS)[number];

/** Where `peers/setup.sh` put the peers and their models. */
export interface PeersFolder {
  readonly path: string;
  readonly python: string;
  /** A file or folder in `models/`. */
  model(name: string): string;
}

/** @throws BenchError when there is nothing yet. */
export function openPeersFolder(path: string): PeersFolder {
  const named = join(path, 'python.txt');
  if (!existsSync(named)) {
    throw new BenchError(
      `${path} holds no peers: test/bench/peers/setup.sh brings them; --folder or ORDENA_PEERS names another`,
    );
  }
  return {
    path,
    python: readFileSync(named, 'utf8').trim(),
    model: (name) => join(path, 'models', name),
  };
}

/** One measured process: how many orders, and how many of them at once. */
export interface Load {
  readonly concurrency: number;
  /** A multiple of `concurrency`. */
  readonly orders: number;
}

/** Enough orders for a few seconds, whole batches of them. */
export function loadOf(concurrency: number, batches: number): Load {
  return { concurrency, orders: concurrency * batches };
}

/** Prompts of random tokens, the same in every process; low ids are left out, special tokens among them. */
export function randomPrompts(count: number): number[][] {
  let state = 7;
  return Array.from({ length: count }, () =>
    Array.from({ length: PROMPT_TOKENS }, () => {
      state = (state * 48_271) % 2_147_483_647;
      return 1000 + (state % 48_000);
    }),
  );
}
