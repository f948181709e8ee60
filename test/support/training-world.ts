import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { connectOrdena, type OrdenaClientOptions } from '@ordena/client';
import type { ReceivedTrainingEvent } from '@ordena/contracts';
import { ModelStore } from '@ordena/model';

import { ownFolders } from './run-ordena.js';
import { temporaryFolder } from './temporary-folder.js';
import { tinyModelFolder } from './tiny-model.js';

/** What a training run needs. */
export interface TrainingWorld {
  /** For the services, so that they share a store. */
  env: Record<string, string>;
  /** Version of a tiny base in the store. */
  base: string;
  /** A file of orders. */
  dataset: string;
  remove(): Promise<void>;
}

/** A folder with a store that has a tiny model, and a small dataset. */
export async function trainingWorld(orders = 12): Promise<TrainingWorld> {
  const folder = await temporaryFolder();
  const env = { ...ownFolders(folder.path), ORDENA_STEP_EVENTS_MS: '0', ORDENA_STORE_REFRESH_MS: '200' };
  const store = await ModelStore.open(join(folder.path, 'store'));
  const { version } = await store.register(await tinyModelFolder());
  const dataset = join(folder.path, 'orders.jsonl');
  await writeOrders(dataset, orders);
  return { env, base: version, dataset, remove: () => folder.remove() };
}

/** A file of orders that differ in their quantity only. */
export async function writeOrders(file: string, count: number): Promise<void> {
  const lines = Array.from({ length: count }, (_, i) =>
    JSON.stringify({
      id: `t-${i}`,
      natural_language: `Necesito ${i + 2} cajas de guantes, por favor.`,
      json_data: { producto: 'guantes', cantidad: i + 2, unidad: 'caja' },
    }),
  );
  await writeFile(file, lines.join('\n'));
}

/** Few small steps: the model learns nothing, and every stage is passed. */
export const SHORT = { epochs: 2, batchSize: 4, maxLength: 64, maxValidation: 1 };

/** Reads a run's events to its end, again from where it was when the service goes away. @param options to get in. */
export async function watchToEnd(
  address: string,
  runId: string,
  options: Pick<OrdenaClientOptions, 'tls' | 'token'> = {},
): Promise<ReceivedTrainingEvent[]> {
  const client = connectOrdena({
    ...options,
    target: address,
    retry: { attempts: 200, initialDelayMs: 100, maxDelayMs: 100 },
  });
  const events: ReceivedTrainingEvent[] = [];
  try {
    for await (const event of client.training.watch(runId)) events.push(event);
    return events;
  } finally {
    client.close();
  }
}

/** What kind an event is. */
export function kindOf(event: ReceivedTrainingEvent): string {
  return event.event ?? '';
}
