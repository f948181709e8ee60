import { mkdir, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { readRecords } from '@ordena/dataset';
import type { CloudEvent, EventBus } from '@ordena/events';

import { CORRECTION_TYPE } from './corrections.js';
import { StreamError } from './errors.js';
import { watchFolder } from './watch-folder.js';

/** Corrections as files, for those who have no broker. */
export interface CorrectionsInboxOptions {
  /** The folder to watch. Files whose corrections are kept move to `done/` in it, those that cannot be read to `failed/`. */
  dir: string;
  events: EventBus;
  topic: string;
  /** The group that keeps them: a file is done when it has read all. */
  group: string;
  /** Told of files that cannot be read. */
  onFault: (message: string) => void;
}

/** Formats of training data: a correction is a training example. */
const EXTENSIONS = ['.json', '.jsonl', '.ndjson', '.csv'];
const LOOK_MS = 100;

/**
 * Watches a folder for files of corrected orders (`natural_language`, `json_data`) and publishes them. A file with a
 * fault in it is refused as a whole; one that is read again after a crash changes nothing.
 */
export async function startCorrectionsInbox(
  options: CorrectionsInboxOptions,
): Promise<{ close(): Promise<void> }> {
  const { dir, events, topic, group, onFault } = options;
  for (const folder of [dir, join(dir, 'done'), join(dir, 'failed')])
    await mkdir(folder, { recursive: true });
  const stop = new AbortController();
  const move = (path: string, folder: 'done' | 'failed'): Promise<void> =>
    rename(path, join(dir, folder, `${new Date().toISOString().replace(/:/g, '-')}-${basename(path)}`));
  const take = async (path: string): Promise<void> => {
    try {
      const read = await readCorrectionsFile(path);
      await events.publish(
        topic,
        read.map((event) => ({ key: basename(path), event })),
      );
    } catch (error) {
      onFault(String(error));
      await move(path, 'failed');
      return;
    }
    while (!stop.signal.aborted && (await waiting(events, topic, group)) > 0) await sleep(LOOK_MS);
    if (!stop.signal.aborted) await move(path, 'done');
  };
  // One file after the other: what waits in the topic is then of this one.
  let last = Promise.resolve();
  const watcher = watchFolder(dir, EXTENSIONS, onFault, (path) => {
    last = last
      .then(() => (stop.signal.aborted ? undefined : take(path)))
      .catch((error: unknown) => {
        onFault(String(error));
      });
    return last;
  });
  return {
    close: async () => {
      stop.abort();
      await watcher.close();
      await last;
    },
  };
}

async function readCorrectionsFile(path: string): Promise<CloudEvent[]> {
  const name = basename(path);
  const records = await readRecords(path);
  return records.map(({ text, order }, row): CloudEvent => {
    const origin = `${name}#${row + 1}`;
    if (order === undefined)
      throw new StreamError('FILE_INVALID', `${name}: order ${row + 1} has no json_data`);
    const data = { text, order, origin };
    return { specversion: '1.0', id: origin, source: '/ordena/inbox', type: CORRECTION_TYPE, data };
  });
}

async function waiting(events: EventBus, topic: string, group: string): Promise<number> {
  const lags = await events.lag(topic, group);
  return [...lags.values()].reduce((sum, lag) => sum + lag, 0);
}
