/**
 * What the benches of the layers around the engine measure against: the engine alone, asked as they ask it. The sides are
 * there all the time and take turns of some seconds, because the machine's own speed changes from minute to minute.
 */
import { Engine } from '@ordena/inference';
import { setTimeout as sleep } from 'node:timers/promises';

import { peakMemory, type Sample } from './sample-process.js';

/** What runs before each turn's measuring, in milliseconds: the batches fill up. */
export const WARM_UP_MS = 3000;

/** What is asked, and how. */
export interface Load {
  /** Folder of the model. */
  readonly model: string;
  readonly texts: readonly string[];
  /** Orders in work at once. */
  readonly concurrency: number;
  /** Of measuring in a turn. */
  readonly seconds: number;
}

/** One of the two that take turns. */
export interface Side {
  readonly run: () => Promise<Sample>;
  readonly close: () => Promise<void>;
}

/** The engine in this process, asked for the next order as soon as one is read. */
export async function openEngine({ model, texts, concurrency, seconds }: Load): Promise<Side> {
  const engine = await Engine.start({ modelDir: model, maxQueue: 1024 });
  let sent = 0;
  let read = 0;
  return {
    run: async () => {
      let over = false;
      const client = async (): Promise<void> => {
        while (!over) {
          await engine.canonicalize(texts[sent++ % texts.length] ?? '');
          read++;
        }
      };
      const clients = Array.from({ length: concurrency }, client);
      await sleep(WARM_UP_MS);
      const rate = await rateOf(() => Promise.resolve(read), seconds);
      over = true;
      await Promise.all(clients);
      return { rate, peakMiB: peakMemory(process.pid) };
    },
    close: () => engine.close(),
  };
}

/** Rises of a counter a second, from one rise to another about `seconds` later: results come in bursts. */
export async function rateOf(count: () => Promise<number>, seconds: number): Promise<number> {
  const rise = async (): Promise<{ at: number; count: number }> => {
    const first = await count();
    for (;;) {
      await sleep(20);
      const now = await count();
      if (now > first) return { at: performance.now(), count: now };
    }
  };
  const begin = await rise();
  await sleep(seconds * 1000);
  const end = await rise();
  return ((end.count - begin.count) / (end.at - begin.at)) * 1000;
}
