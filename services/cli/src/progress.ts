import { writeNote } from './output.js';

/** Shows how far a long piece of work has come. */
export interface Progress {
  /** Moves to `done` of `total`, with a short note. The first call starts the display. */
  update(done: number, total: number, note?: string): void;
  /** Ends the display. Safe to call twice. */
  close(): void;
}

/** How often a line is written where there is no terminal, in milliseconds. */
const LINE_EVERY_MS = 5000;

/**
 * A bar on a terminal, a log line now and then on a pipe; both on standard error.
 *
 * @param label what is counted ("orders").
 * @param terminal whether standard error is a terminal.
 */
export async function createProgress(
  label: string,
  terminal: boolean = process.stderr.isTTY,
): Promise<Progress> {
  return terminal ? bar(label) : lines(label);
}

async function bar(label: string): Promise<Progress> {
  const { SingleBar, Presets } = await import('cli-progress');
  const format = `{bar} {value}/{total} ${label} {duration_formatted} {note}`;
  const display = new SingleBar({ format, stream: process.stderr, hideCursor: true }, Presets.shades_grey);
  let started = false;
  return {
    update: (done, total, note = '') => {
      if (!started) display.start(total, done, { note });
      started = true;
      display.update(done, { note });
    },
    close: () => {
      if (started) display.stop();
      started = false;
    },
  };
}

function lines(label: string): Progress {
  let last = performance.now();
  return {
    update: (done, total, note = '') => {
      const now = performance.now();
      if (now - last < LINE_EVERY_MS) return;
      last = now;
      writeNote(`${String(done)}/${String(total)} ${label}${note === '' ? '' : ` ${note}`}`);
    },
    close: () => undefined,
  };
}
