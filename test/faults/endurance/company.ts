import { Engine } from '@ordena/inference';

export interface CompanySettings {
  readonly modelDir: string;
  readonly texts: readonly string[];
  /** Whole numbers from 0 up to what is asked for. */
  readonly random: (size: number) => number;
  /** Threads of one model step. */
  readonly threads: number;
  /** Not set: the engine's own. */
  readonly maxBatch?: number;
}

/** An order whose answer depends on its company. */
export interface Exception {
  readonly text: string;
  readonly alone: string;
  /** `full batch` or `random mix`. */
  readonly company: string;
  readonly together: string;
}

/** Every order alone, all at once, and coming and going at random: whose JSON is not the same each time. */
export async function inCompany(settings: CompanySettings): Promise<readonly Exception[]> {
  const { modelDir, texts, random, threads, maxBatch } = settings;
  const engine = await Engine.start({
    modelDir,
    threads,
    maxQueue: texts.length,
    ...(maxBatch === undefined ? {} : { maxBatch }),
  });
  try {
    const ask = async (text: string): Promise<string> => (await engine.canonicalize(text)).json;
    const alone: string[] = [];
    for (const text of texts) alone.push(await ask(text));
    const exceptions: Exception[] = [];
    const compare = (company: string, answers: readonly string[]): void =>
      texts.forEach((text, i) => {
        const [before = '', together = ''] = [alone[i], answers[i]];
        if (before !== together) exceptions.push({ text, alone: before, company, together });
      });
    compare('full batch', await Promise.all(texts.map(ask)));
    const mixed: string[] = [];
    const order = texts.map((_, i) => i);
    for (let i = order.length - 1; i > 0; i--) {
      const other = random(i + 1);
      [order[i], order[other]] = [order[other] ?? 0, order[i] ?? 0];
    }
    const client = async (): Promise<void> => {
      for (let i = order.pop(); i !== undefined; i = order.pop()) {
        await new Promise((resolve) => setTimeout(resolve, random(30)));
        mixed[i] = await ask(texts[i] ?? '');
      }
    };
    await Promise.all(Array.from({ length: 13 }, client));
    compare('random mix', mixed);
    return exceptions;
  } finally {
    await engine.close();
  }
}
