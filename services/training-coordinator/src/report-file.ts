import { appendFile, mkdir, open, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { isLast, type TrainingJob, type TrainingReport } from './executor.js';

/** Where a run's job and its reports are, beside its `out` folder: on a volume that both sides see. */
export function jobFiles({ outDir }: Pick<TrainingJob, 'outDir'>): { job: string; reports: string } {
  const dir = dirname(outDir);
  return { job: join(dir, 'job.json'), reports: join(dir, 'reports.jsonl') };
}

/** Leaves a job for a trainer that is started elsewhere. */
export async function writeJob(job: TrainingJob): Promise<void> {
  const file = jobFiles(job).job;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(`${file}.part`, JSON.stringify(job), { flush: true });
  await rename(`${file}.part`, file);
}

/** The job in a file. */
export async function readJob(file: string): Promise<TrainingJob> {
  return JSON.parse(await readFile(file, 'utf8')) as TrainingJob;
}

/** Writes reports behind those that are there, one a line, in their order. */
export class ReportWriter {
  // A trainer that was killed may have left half a line: it ends here, and readers pass it over.
  #written: Promise<void>;

  constructor(private readonly file: string) {
    this.#written = appendFile(file, '\n');
  }

  /** Resolves when it is written; the last one of a job also when it is on the disk. */
  write(report: TrainingReport): Promise<void> {
    const line = `${JSON.stringify(report)}\n`;
    this.#written = this.#written.then(() => appendFile(this.file, line, { flush: isLast(report) }));
    return this.#written;
  }
}

/** Reads reports as they are written, each once. */
export class ReportReader {
  #offset = 0;

  constructor(private readonly file: string) {}

  /** What was written since the last call; nothing while there is no file. Lines that are no JSON are passed over. */
  async next(): Promise<TrainingReport[]> {
    const text = await this.#rest();
    return text.split('\n').flatMap((line) => {
      try {
        return line === '' ? [] : [JSON.parse(line) as TrainingReport];
      } catch {
        return [];
      }
    });
  }

  /** Whole lines only: of the last one the rest may be under way. */
  async #rest(): Promise<string> {
    const handle = await open(this.file).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
    if (handle === undefined) return '';
    try {
      const { size } = await handle.stat();
      const bytes = Buffer.alloc(Math.max(0, size - this.#offset));
      const { bytesRead } = await handle.read(bytes, 0, bytes.length, this.#offset);
      const whole = bytes.subarray(0, bytes.subarray(0, bytesRead).lastIndexOf(0x0a) + 1);
      this.#offset += whole.length;
      return whole.toString('utf8');
    } finally {
      await handle.close();
    }
  }
}
