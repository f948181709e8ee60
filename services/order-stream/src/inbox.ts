import { mkdir, readFile, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';

import { MemoryEvents, type CloudEvent, type Delivery } from '@ordena/events';
import type { FSWatcher } from 'chokidar';

import { INBOX_EXTENSIONS, readInboxFile, type InboxOrder } from './inbox-file.js';
import { JsonlSink } from './jsonl-sink.js';
import type { OrderReader } from './order-reader.js';
import { startOrderStream, type OrderStream } from './order-stream.js';
import { RAW_TYPE } from './read-record.js';
import type { DeadLetter, OrderResult } from './results.js';
import type { StreamMetrics } from './stream-metrics.js';
import { DEFAULT_SETTINGS, type StreamSettings } from './stream-settings.js';
import { watchFolder } from './watch-folder.js';

/** A stream without a broker: files in, JSON lines out. */
export interface InboxOptions {
  /** The folder to watch. Files that are done move to `done/` in it, those that cannot be read to `failed/`. */
  dir: string;
  /** The file of results, one JSON object a line: the order, or its dead letter with `reason`. */
  out: string;
  reader: OrderReader;
  metrics: StreamMetrics;
  settings?: StreamSettings;
  /** Told of files that cannot be read. */
  onFault: (message: string) => void;
}

/**
 * Watches a folder and streams the orders of its files through the same flow as Kafka's, in memory. A file moves only when
 * all its results are on disk, so after a crash it is read again, and results that are there already are not repeated.
 */
export async function startInbox(options: InboxOptions): Promise<OrderStream> {
  const { dir, out, reader, metrics, settings = DEFAULT_SETTINGS } = options;
  for (const folder of [dir, join(dir, 'done'), join(dir, 'failed')])
    await mkdir(folder, { recursive: true });
  const sink = await JsonlSink.open(out);
  const events = new MemoryEvents();
  const stream = await startOrderStream({
    events,
    reader,
    // Nothing here has a largest record; a text that is too long for the engine is refused by its own name.
    settings: { ...settings, maxBytes: Number.MAX_SAFE_INTEGER },
    group: 'inbox',
    metrics,
    partitions: 1,
  });
  const inbox = new Inbox(options, events, sink, settings);
  const { canonical, review, deadLetters } = settings.topics;
  for (const topic of [canonical, review, deadLetters])
    await events.subscribe(topic, { group: 'inbox-results' }, (delivery) => inbox.take(delivery));
  const watcher = inbox.watch();
  let closing: Promise<void> | undefined;
  const end = async (): Promise<void> => {
    await watcher.close();
    await stream.close();
    await events.close();
    await sink.close();
  };
  return { close: () => (closing ??= end()) };
}

class Inbox {
  /** Files that are under way, by path, with the ids of the orders that have no result yet. */
  private readonly open = new Map<string, Set<string>>();

  constructor(
    private readonly options: InboxOptions,
    private readonly events: MemoryEvents,
    private readonly sink: JsonlSink,
    private readonly settings: StreamSettings,
  ) {}

  watch(): FSWatcher {
    const { dir, onFault } = this.options;
    return watchFolder(dir, INBOX_EXTENSIONS, onFault, (path) => this.begin(path));
  }

  /** Takes a result: writes it, and moves its file when it was the last. */
  async take({ event }: Delivery): Promise<void> {
    if (event === undefined) return;
    const data = event.data as OrderResult | DeadLetter;
    await this.sink.write(lineOf(data));
    for (const [path, ids] of this.open) {
      if (ids.delete(data.order_id) && ids.size === 0) await this.move(path, 'done');
    }
  }

  private async begin(path: string): Promise<void> {
    if (this.open.has(path)) return;
    let orders: InboxOrder[];
    try {
      orders = await readInboxFile(path, await readFile(path));
    } catch (error) {
      this.options.onFault(String(error));
      await this.move(path, 'failed');
      return;
    }
    const left = orders.filter(({ id }) => !this.sink.has(id));
    this.open.set(path, new Set(left.map(({ id }) => id)));
    if (left.length === 0) return this.move(path, 'done');
    await this.events.publish(
      this.settings.topics.raw,
      left.map((order) => ({ key: basename(path), event: toEvent(order) })),
    );
  }

  /** A file of that name may have been done before: it keeps its place. */
  private async move(path: string, folder: 'done' | 'failed'): Promise<void> {
    this.open.delete(path);
    const { dir } = this.options;
    await rename(path, join(dir, folder, `${new Date().toISOString().replace(/:/g, '-')}-${basename(path)}`));
  }
}

function toEvent({ id, text }: InboxOrder): CloudEvent {
  return { specversion: '1.0', id, source: '/ordena/inbox', type: RAW_TYPE, subject: id, data: { text } };
}

/** A result without what only Kafka needs. */
function lineOf(data: OrderResult | DeadLetter): { order_id: string } {
  if (!('reason' in data)) {
    const { order_id, order, model, review_reasons, text } = data;
    return { order_id, ...{ order, model, review_reasons, text } };
  }
  const { order_id, reason, message, attempts } = data;
  return { order_id, ...{ reason, message, attempts } };
}
