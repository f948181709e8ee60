import { defaultModelDir } from '../model-dir.js';
import { exportDefault } from './export-default.js';
import { trainDefaultModel, type RecipeOptions } from './recipe.js';
import { DEFAULT_RECIPE } from './settings.js';

/**
 * The whole recipe of the embedded model: train (going on from the last checkpoint), quantise, measure, write the card.
 *
 * @returns F1 on the dev part; `undefined` when the signal stopped the training before its end.
 */
export async function runDefaultRecipe(options: RecipeOptions): Promise<number | undefined> {
  await trainDefaultModel(options);
  if (options.signal?.aborted === true) return undefined;
  return exportDefault(options.runDir, defaultModelDir(), { ...DEFAULT_RECIPE, ...options.settings });
}
