import { canonicalJson } from '@ordena/orders';
import { OrderTokenizer, saveTokenizer, trainBpe } from '@ordena/tokenization';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { OrderGenerator } from '../generator/index.js';
import { answerTokens } from './answer-tokens.js';
import type { HandWritten } from './data-folder.js';
import { recipeModelConfig, type RecipeSettings } from './settings.js';

const END = '<|endoftext|>';
const PADDING = '<|pad|>';
/** Generated texts for the tokenizer come from far beyond the samples that training will reach. */
const FIRST_TOKENIZER_SAMPLE = 50_000_000;
/** How often each hand-written text is shown to the tokenizer: they weigh as much as the generated ones together. */
const HAND_WEIGHT = 4;

/** Trains the recipe's tokenizer into `dir`, or loads the one that an earlier start left there. */
export async function recipeTokenizer(
  dir: string,
  settings: RecipeSettings,
  hand: HandWritten,
  generator: OrderGenerator,
): Promise<OrderTokenizer> {
  if (!existsSync(join(dir, 'tokenizer.json'))) {
    const files = trainBpe({
      texts: tokenizerTexts(settings, hand, generator),
      vocabSize: settings.vocabSize,
      specialTokens: [END, PADDING],
      addedTokens: answerTokens(),
    });
    const maxLength = recipeModelConfig(settings).maxPositionEmbeddings;
    await saveTokenizer(dir, files, { eosToken: END, padToken: PADDING, maxLength });
  }
  return OrderTokenizer.load(dir);
}

function* tokenizerTexts(
  settings: RecipeSettings,
  hand: HandWritten,
  generator: OrderGenerator,
): Iterable<string> {
  for (let i = 0; i < HAND_WEIGHT; i++) {
    for (const { text, order } of hand.train) {
      yield text;
      if (order) yield canonicalJson(order);
    }
  }
  for (let i = 0; i < settings.tokenizerTexts; i++) yield generator.sample(FIRST_TOKENIZER_SAMPLE + i).text;
}
