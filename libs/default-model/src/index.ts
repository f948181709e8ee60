/**
 * The embedded default model: where it lies, the data and the generator it was trained on, and its recipe.
 *
 * ```ts
 * const engine = await Engine.start({ modelDir: defaultModelDir() });
 * ```
 * @module
 */
export { defaultModelDir } from './model-dir.js';
export { ordersDir, readHandWritten, type HandWritten } from './recipe/data-folder.js';
export { runDefaultRecipe } from './recipe/run-default-recipe.js';
export type { RecipeOptions } from './recipe/recipe.js';
export { DEFAULT_RECIPE, type RecipeSettings } from './recipe/settings.js';
export {
  createGenerator,
  GeneratorError,
  type GeneratedSample,
  type GeneratorErrorCode,
  type GeneratorOptions,
  type OrderGenerator,
  type SampleOrigin,
} from './generator/index.js';
