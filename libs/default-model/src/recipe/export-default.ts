import { validateModel } from '@ordena/training';
import { loadModelFolder, quantizeModel, saveQuantizedFolder } from '@ordena/model';
import { copyFile, mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readHandWritten } from './data-folder.js';
import { modelCard } from './model-card.js';
import type { RecipeSettings } from './settings.js';

/**
 * Quantises a trained model into the embedded model's folder, measures it there on the dev part and writes its card.
 *
 * @param runDir the run folder, with `model/` (floats) and `tokenizer.json`.
 * @param targetDir where the embedded model lies.
 * @returns F1 on the dev part, constrained decoding.
 */
export async function exportDefault(
  runDir: string,
  targetDir: string,
  settings: RecipeSettings,
): Promise<number> {
  const model = await loadModelFolder(join(runDir, 'model'));
  await mkdir(targetDir, { recursive: true });
  for (const file of ['tokenizer.json', 'tokenizer_config.json']) {
    await copyFile(join(runDir, file), join(targetDir, file));
  }
  await saveQuantizedFolder(targetDir, quantizeModel(model));
  const { train, dev } = await readHandWritten();
  const constrained = await validateModel(targetDir, dev);
  const card = modelCard({
    config: model.config,
    settings,
    parameters: [...model.weights.values()].reduce((sum, { data }) => sum + data.length, 0),
    bytes: (await stat(join(targetDir, 'model.safetensors'))).size,
    trainRecords: train.length,
    constrained,
    free: await validateModel(targetDir, dev, 'free'),
  });
  await writeFile(join(targetDir, 'README.md'), card);
  return constrained.f1;
}
