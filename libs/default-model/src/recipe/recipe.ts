import { saveModelFolder } from '@ordena/model';
import { BlockBatches, Trainer, fingerprintOf, runLoop, type StepLog } from '@ordena/training';
import { join } from 'node:path';
import { createGenerator } from '../generator/index.js';
import { readHandWritten } from './data-folder.js';
import { initialWeights } from './initial-weights.js';
import { recipeTokenizer } from './recipe-tokenizer.js';
import { sampleBlocks } from './sample-blocks.js';
import { DEFAULT_RECIPE, recipeModelConfig, type RecipeSettings } from './settings.js';

export interface RecipeOptions {
  /** Folder of the run: tokenizer, checkpoint and, at the end, the f32 model. */
  readonly runDir: string;
  readonly settings?: Partial<RecipeSettings>;
  readonly threads?: number;
  readonly onStep?: (log: StepLog) => void;
  readonly signal?: AbortSignal;
}

/**
 * Trains the default model, going on from the run folder's checkpoint if there is one.
 *
 * @returns the folder of the trained f32 model.
 */
export async function trainDefaultModel(options: RecipeOptions): Promise<string> {
  const settings: RecipeSettings = { ...DEFAULT_RECIPE, ...options.settings };
  const hand = await readHandWritten();
  const generator = createGenerator({ records: hand.train, seed: settings.seed, mix: settings.mix });
  const tokenizer = await recipeTokenizer(options.runDir, settings, hand, generator);
  const config = recipeModelConfig({ ...settings, vocabSize: tokenizer.vocabSize });
  const texts = Array.from({ length: tokenizer.vocabSize }, (_, id) => tokenizer.tokenText(id));
  const parameters = initialWeights(config, texts, settings.seed);
  const trainer = await Trainer.create({
    config,
    mode: { kind: 'full' },
    parameters,
    optimizer: { beta1: 0.9, beta2: 0.98, epsilon: 1e-8, weightDecay: settings.weightDecay },
    maxGradientNorm: 1,
    ...(options.threads === undefined ? {} : { threads: options.threads }),
  });
  try {
    await runLoop({
      trainer,
      batches: new BlockBatches({
        rowsOfBlock: sampleBlocks(generator, tokenizer),
        seed: settings.seed,
        maxTokens: settings.tokensPerStep,
      }),
      schedule: {
        peak: settings.learningRate,
        totalSteps: settings.steps,
        warmupShare: settings.warmupShare,
      },
      checkpointPath: join(options.runDir, 'checkpoint.safetensors'),
      checkpointEverySteps: settings.checkpointEverySteps,
      // The number of steps is left out: a run may be made longer or shorter while it is under way.
      fingerprint: fingerprintOf({ ...settings, steps: undefined }),
      resume: true,
      ...(options.onStep ? { onStep: options.onStep } : {}),
      ...(options.signal ? { signal: options.signal } : {}),
    });
    const dir = join(options.runDir, 'model');
    await saveModelFolder(dir, { config, weights: parameters });
    return dir;
  } finally {
    await trainer.close();
  }
}
