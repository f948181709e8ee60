import { createHash } from 'node:crypto';

/** The instruction, word for word as the models were trained with it. */
export const PROMPT_PREFIX = 'Convertir la siguiente orden de compra a JSON:\n\n';
export const PROMPT_SUFFIX = '\n\nJSON:\n';

/** SHA-256 of the prompt's fixed parts; stored with weights, so that a model is never asked in other words. */
export const PROMPT_HASH = createHash('sha256').update(`${PROMPT_PREFIX}\0${PROMPT_SUFFIX}`).digest('hex');

/** The prompt of an order. */
export function formatPrompt(text: string): string {
  return PROMPT_PREFIX + text + PROMPT_SUFFIX;
}
