import type { OrderRecord } from '@ordena/dataset';
import { Engine } from '@ordena/inference';
import { scoreOrders, type ScoreReport } from '@ordena/metrics';

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
  const engine = await Engine.start({ modelDir });
  try {
    const results = await Promise.all(records.map((record) => engine.canonicalize(record.text, { mode })));
    return scoreOrders(
      records.map((record, i) => {
        const result = results[i];
        return { expected: record.order, predicted: result?.outcome === 'ok' ? result.order : undefined };
      }),
    );
  } finally {
    await engine.close();
  }
}
