import { createReadStream } from 'node:fs';
import { appendFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { TrackingError } from './errors.js';
import type { Metrics, RunDescription, RunOutcome, Tracker } from './tracker.js';

const NAME = 'log file';

const outcomeSchema = z.enum(['finished', 'failed', 'stopped']);

/** A line of the file. */
const lineSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('run'),
    project: z.string(),
    name: z.string(),
    config: z.record(z.string(), z.unknown()),
  }),
  z.object({ kind: z.literal('metrics'), step: z.number(), metrics: z.record(z.string(), z.number()) }),
  z.object({ kind: z.literal('end'), outcome: outcomeSchema }),
]);

type Line = z.infer<typeof lineSchema>;

/** Keeps a run as JSON lines, to be read by any program or replayed to another tracker later. */
export class JsonlTracker implements Tracker {
  readonly name = NAME;
  private closed = false;

  private constructor(private readonly file: string) {}

  /** @param file appended to; its folder is made when it is not there. */
  static async open(file: string, run: RunDescription): Promise<JsonlTracker> {
    const tracker = new JsonlTracker(file);
    try {
      await mkdir(dirname(file), { recursive: true });
      await tracker.append({ kind: 'run', project: run.project, name: run.name, config: { ...run.config } });
    } catch (cause) {
      throw new TrackingError('BAD_SETTING', NAME, `${file} cannot be written to`, cause);
    }
    return tracker;
  }

  async log(step: number, metrics: Metrics): Promise<void> {
    if (this.closed) throw new TrackingError('CLOSED', NAME, 'the run is over');
    await this.append({ kind: 'metrics', step, metrics: { ...metrics } });
  }

  async close(outcome: RunOutcome): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await this.append({ kind: 'end', outcome });
  }

  private async append(line: Line): Promise<void> {
    await appendFile(this.file, `${JSON.stringify(line)}\n`);
  }
}

/**
 * Sends a kept run to another tracker: what was trained without a key or a network is not lost.
 *
 * @param start makes the tracker for the run that the file describes.
 * @returns how many moments were sent.
 * @throws TrackingError BAD_SETTING when the file is no such log, with the line.
 */
export async function replayLog(
  file: string,
  start: (run: RunDescription) => Promise<Tracker>,
): Promise<number> {
  let tracker: Tracker | undefined;
  let outcome: RunOutcome = 'stopped';
  let sent = 0;
  let number = 0;
  for await (const text of createInterface({ input: createReadStream(file, 'utf8') })) {
    number++;
    if (text === '') continue;
    const line = readLine(text, `${file}, line ${number}`);
    if (line.kind === 'run') tracker ??= await start(line);
    else if (line.kind === 'end') outcome = line.outcome;
    else if (tracker) {
      await tracker.log(line.step, line.metrics);
      sent++;
    }
  }
  if (!tracker) throw new TrackingError('BAD_SETTING', NAME, `${file} describes no run`);
  await tracker.close(outcome);
  return sent;
}

function readLine(text: string, place: string): Line {
  try {
    return lineSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new TrackingError('BAD_SETTING', NAME, `${place}: not a line of a training log`, cause);
  }
}
