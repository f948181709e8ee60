import { formatPrompt } from '@ordena/dataset';
import { canonicalJson } from '@ordena/orders';
import { encodeExample, type OrderTokenizer } from '@ordena/tokenization';
import type { TrainingRow } from '@ordena/training';
import type { OrderGenerator } from '../generator/index.js';

/** Generated orders per block. A block is sorted by length, so larger ones pad less. */
const BLOCK_SAMPLES = 1024;
const MAX_LENGTH = 512;

/**
 * Rows of a block of the endless stream of generated orders: sample numbers b·1024 … b·1024 + 1023, answer-only labels.
 * An order that does not fit is left out rather than cut, since half an answer teaches to stop early.
 */
export function sampleBlocks(
  generator: OrderGenerator,
  tokenizer: OrderTokenizer,
): (block: number) => TrainingRow[] {
  return (block) => {
    const rows: TrainingRow[] = [];
    for (let i = 0; i < BLOCK_SAMPLES; i++) {
      const { text, order } = generator.sample(block * BLOCK_SAMPLES + i);
      const example = { prompt: formatPrompt(text), target: canonicalJson(order) };
      const encoded = encodeExample(tokenizer, example, { maxLength: MAX_LENGTH, labels: 'answer' });
      if (!encoded.truncated) rows.push(encoded);
    }
    return rows;
  };
}
