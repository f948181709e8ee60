import { Engine } from '@ordena/inference';

export interface SwapSettings {
  /** Model folders, taken in turn. */
  readonly modelDirs: readonly string[];
  readonly texts: readonly string[];
  /** How often a model takes the place of another. */
  readonly swaps: number;
  readonly print: (line: string) => void;
}

/** Resident memory after each swap, in MiB. */
export async function swaps(settings: SwapSettings): Promise<readonly number[]> {
  const { modelDirs, texts, swaps: count, print } = settings;
  const start = (i: number): Promise<Engine> =>
    Engine.start({ modelDir: modelDirs[i % modelDirs.length] ?? '', threads: 1 });
  const residentMiB: number[] = [];
  let current = await start(0);
  try {
    for (let swap = 1; swap <= count; swap++) {
      // As a server does: the new one is there before the old one goes.
      const next = await start(swap);
      await Promise.all(texts.map((text) => next.canonicalize(text)));
      await current.close();
      current = next;
      const resident = process.memoryUsage().rss / 2 ** 20;
      residentMiB.push(resident);
      if (swap % 5 === 0) print(`${String(swap).padStart(4)} swaps ${resident.toFixed(1).padStart(8)} MiB`);
    }
    return residentMiB;
  } finally {
    await current.close();
  }
}
