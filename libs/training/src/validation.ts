import type { OrderRecord } from '@ordena/dataset';
import { Engine } from '@ordena/inference';
import { scoreOrders, type ScoredPair, type ScoreReport } from '@ordena/metrics';

/** Orders under way at once. */
const CONCURRENCY = 32;

/**
 * Scores a model folder on held-out records through the serving engine: what is measured is what will be served.
 *
 * @param modelDir a folder with weights and tokenizer.
 */
export async function validateModel(
  modelDir: string,
  records: readonly OrderRecord[],
  mode: 'constrained' | 'free' = 'constrained',
): Promise<ScoreReport> {
  return scoreOrders(await answerRecords(modelDir, records, mode));
}

/** What a model answers to each record, beside what is right; `undefined` where it gave no order. */
export async function answerRecords(
  modelDir: string,
  records: readonly OrderRecord[],
  mode: 'constrained' | 'free' = 'constrained',
): Promise<ScoredPair[]> {
  const engine = await Engine.start({ modelDir });
  try {
    const pairs = records.map(({ order }): ScoredPair => ({ expected: order, predicted: undefined }));
    const waiting = records.entries();
    // Fewer at once than the engine's queue holds; the iterator is shared, so each record is taken once.
    const takeRecords = async (): Promise<void> => {
      for (const [i, { text, order }] of waiting) {
        const result = await engine.canonicalize(text, { mode });
        if (result.outcome === 'ok') pairs[i] = { expected: order, predicted: result.order };
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, takeRecords));
    return pairs;
  } finally {
    await engine.close();
  }
}
