import { formatPrompt } from '@ordena/dataset';
import { saveModelFolder, type Model } from '@ordena/model';
import { canonicalJson, type CanonicalOrder } from '@ordena/orders';
import { encodeExample, OrderTokenizer } from '@ordena/tokenization';
import { Trainer } from '@ordena/training';
import { writeFile } from 'node:fs/promises';
import { tinyModel, writeTokenizer } from './tiny-model.js';

/** Few enough for a tiny model to learn by heart. */
export const TAUGHT: readonly {
  readonly id: string;
  readonly text: string;
  readonly order: CanonicalOrder;
}[] = [
  { producto: 'tornillos', cantidad: 20 },
  { producto: 'guantes', cantidad: 8 },
  { producto: 'cemento', cantidad: 5 },
].map((order, i) => ({
  id: `o-${i}`,
  text: `Necesito ${order.cantidad} cajas de ${order.producto}.`,
  order,
}));

/** Writes {@link TAUGHT} as a dataset. */
export async function writeTaught(file: string): Promise<void> {
  const records = TAUGHT.map(({ id, text, order }) => ({ id, natural_language: text, json_data: order }));
  await writeFile(file, JSON.stringify(records));
}

/** Writes a tiny model that answers {@link TAUGHT} rightly into a folder, and gives it. @param steps that it learns for. */
export async function teachModel(dir: string, steps = 120): Promise<Model> {
  const model = tinyModel();
  await writeTokenizer(dir);
  const tokenizer = await OrderTokenizer.load(dir);
  const rows = TAUGHT.map(({ text, order }) => {
    const example = { prompt: formatPrompt(text), target: canonicalJson(order) };
    return encodeExample(tokenizer, example, { maxLength: 512, labels: 'answer' });
  });
  const trainer = await Trainer.create({
    config: model.config,
    mode: { kind: 'full' },
    parameters: model.weights,
    optimizer: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 },
    maxGradientNorm: 1,
    threads: 1,
  });
  for (let step = 0; step < steps; step++) await trainer.trainStep([rows], 3e-3);
  await trainer.close();
  await saveModelFolder(dir, model);
  return model;
}
