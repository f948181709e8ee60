import { Engine, EngineError, type Occupancy } from '@ordena/inference';

export interface CancelSettings {
  readonly modelDir: string;
  readonly texts: readonly string[];
  /** Requests to cancel. */
  readonly cancels: number;
  /** Whole numbers from 0 up to what is asked for. */
  readonly random: (size: number) => number;
}

export interface CancelReport {
  readonly cancelled: number;
  /** Requests that were done before their cancellation came. */
  readonly finished: number;
  /** At the end, with nothing asked for any more. */
  readonly occupancy: Occupancy;
  /** Whether a full batch still answers as it did before. */
  readonly sameAfter: boolean;
}

/** Requests cancelled at random moments, waiting or running: every slot must come back, and clean. */
export async function cancels(settings: CancelSettings): Promise<CancelReport> {
  const { modelDir, texts, cancels: total, random } = settings;
  const engine = await Engine.start({ modelDir, threads: 1, maxQueue: total });
  try {
    const { slots } = await engine.occupancy();
    const batch = Array.from({ length: slots }, (_, i) => texts[i % texts.length] ?? '');
    const answers = async (): Promise<string> => {
      const results = await Promise.all(batch.map((text) => engine.canonicalize(text)));
      return results.map(({ json }) => json).join('\n');
    };
    const before = await answers();
    let cancelled = 0;
    let finished = 0;
    const one = async (i: number): Promise<void> => {
      const controller = new AbortController();
      const timer = setTimeout(() => controller.abort(), random(60));
      try {
        await engine.canonicalize(texts[i % texts.length] ?? '', { signal: controller.signal });
        finished++;
      } catch (error) {
        if (!(error instanceof EngineError) || error.code !== 'CANCELLED') throw error;
        cancelled++;
      } finally {
        clearTimeout(timer);
      }
    };
    // More at once than there are slots, so that some are cancelled while they wait.
    let next = 0;
    const client = async (): Promise<void> => {
      while (cancelled < total) await one(next++);
    };
    await Promise.all(Array.from({ length: 2 * slots }, client));
    const sameAfter = (await answers()) === before;
    return { cancelled, finished, occupancy: await engine.occupancy(), sameAfter };
  } finally {
    await engine.close();
  }
}
