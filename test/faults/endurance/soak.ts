import { Engine } from '@ordena/inference';

export interface SoakSettings {
  readonly modelDir: string;
  readonly texts: readonly string[];
  /** Orders in all. */
  readonly orders: number;
  /** Orders at once. */
  readonly clients: number;
  /** Orders between two looks at the memory. */
  readonly every: number;
  /** Threads of one model step. */
  readonly threads: number;
  readonly print: (line: string) => void;
}

export interface SoakReport {
  /** Resident memory after each `every` orders, in MiB. */
  readonly residentMiB: readonly number[];
  /** Growth over the second half of the orders, a straight line laid through it, in MiB for 1,000 orders. */
  readonly slope: number;
  /** Sequences that still hold or await a slot at the end. */
  readonly leftOver: number;
  readonly ordersPerSecond: number;
}

/** Many orders through one engine in one process: the memory must come to rest, and every slot must come back. */
export async function soak(settings: SoakSettings): Promise<SoakReport> {
  const { modelDir, texts, orders, clients, every, threads, print } = settings;
  const engine = await Engine.start({ modelDir, threads, maxQueue: clients });
  try {
    const residentMiB: number[] = [];
    let next = 0;
    let done = 0;
    const begin = performance.now();
    const client = async (): Promise<void> => {
      while (next < orders) {
        await engine.canonicalize(texts[next++ % texts.length] ?? '');
        if (++done % every !== 0) continue;
        const resident = process.memoryUsage().rss / 2 ** 20;
        residentMiB.push(resident);
        print(`${String(done).padStart(7)} orders ${resident.toFixed(1).padStart(8)} MiB`);
      }
    };
    await Promise.all(Array.from({ length: clients }, client));
    const ordersPerSecond = (orders / (performance.now() - begin)) * 1000;
    const { running, waiting } = await engine.occupancy();
    const slope = (slopeOf(residentMiB.slice(Math.floor(residentMiB.length / 2))) / every) * 1000;
    return { residentMiB, slope, leftOver: running + waiting, ordersPerSecond };
  } finally {
    await engine.close();
  }
}

/** The slope of the straight line with the least squares, for each step. 0 for fewer than two values. */
export function slopeOf(values: readonly number[]): number {
  const n = values.length;
  if (n < 2) return 0;
  const middle = (n - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const along = values.reduce((sum, value, i) => sum + (i - middle) * (value - mean), 0);
  return along / values.reduce((sum, _, i) => sum + (i - middle) ** 2, 0);
}
