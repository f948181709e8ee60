import { writePromptFile } from '@ordena/dataset';
import {
  mergeAdapter,
  saveAdapterFolder,
  saveModelFolder,
  type Adapter,
  type Model,
  type Weights,
} from '@ordena/model';
import { existsSync } from 'node:fs';
import { copyFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TrainingProfile } from './profiles.js';

/** What belongs to a model's words and is taken over as it is. */
export const TOKENIZER_FILES = ['tokenizer.json', 'tokenizer_config.json', 'special_tokens_map.json'];

/**
 * Writes `adapter/` (LoRA) and `model/`, the merged model with its tokenizer, into `dir`, each with the hash of the
 * prompt it was trained with.
 */
export async function exportRun(
  dir: string,
  baseDir: string,
  base: Model,
  parameters: Weights,
  profile: TrainingProfile,
): Promise<void> {
  let weights: Weights = parameters;
  if (profile.lora) {
    const own = new Map([...parameters].filter(([name]) => !base.weights.has(name)));
    const adapter: Adapter = {
      lora: profile.lora,
      dropout: profile.lora.dropout ?? 0,
      baseModel: baseDir,
      weights: own,
    };
    await saveAdapterFolder(join(dir, 'adapter'), adapter);
    await writePromptFile(join(dir, 'adapter'));
    weights = mergeAdapter(base.config, base.weights, adapter, dir);
  }
  await saveModelFolder(join(dir, 'model'), { config: base.config, weights });
  await writePromptFile(join(dir, 'model'));
  for (const file of TOKENIZER_FILES) {
    if (existsSync(join(baseDir, file))) await copyFile(join(baseDir, file), join(dir, 'model', file));
  }
}

/** Moves a finished candidate's folders to where the best one is kept. */
export async function promote(candidate: string, outDir: string): Promise<void> {
  for (const part of ['adapter', 'model']) {
    if (!existsSync(join(candidate, part))) continue;
    await rm(join(outDir, part), { recursive: true, force: true });
    await rename(join(candidate, part), join(outDir, part));
  }
}
