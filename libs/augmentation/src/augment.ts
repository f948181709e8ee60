import type { OrderRecord } from '@ordena/dataset';
import { createRng, type CanonicalOrder, type Rng } from '@ordena/orders';
import { AugmentationError } from './errors.js';
import { keepsMeaning } from './keeps-meaning.js';
import { STRATEGIES, STRATEGY_NAMES } from './strategies.js';
import type { AugmentableRecord, StrategyName } from './strategy.js';

export interface AugmentOptions {
  /** How many versions of each record there are in the end, itself included: 2, 3 or 4. */
  readonly factor: number;
  /** The same seed gives the same variants. Each record draws its own numbers, whatever stands beside it. */
  readonly seed: number;
  /** Which strategies are used; all six by default. */
  readonly strategies?: readonly StrategyName[];
}

export interface AugmentTextOptions {
  readonly seed: number;
  readonly strategies?: readonly StrategyName[];
  /** The text's target. Without it whatever has a digit or a capital letter stays as it is. */
  readonly order?: CanonicalOrder;
}

/** How often a variant is drawn anew when it is one that there is already. */
const ATTEMPTS = 12;

/**
 * Each record, followed by its variants (`id~1`, `id~2`, …) with the same order. A text that allows fewer different
 * variants, an empty one for example, gets fewer.
 *
 * @throws AugmentationError BAD_FACTOR or BAD_STRATEGIES.
 */
export function augmentRecords(records: readonly OrderRecord[], options: AugmentOptions): OrderRecord[] {
  const { factor, seed } = options;
  if (!Number.isInteger(factor) || factor < 2 || factor > 4) {
    throw new AugmentationError('BAD_FACTOR', factor, `factor must be 2, 3 or 4, and is ${String(factor)}`);
  }
  const names = namesOf(options.strategies);
  return records.flatMap((record) => {
    if (typeof record.text !== 'string') return [record];
    const rng = createRng(seedOf(seed, record.id));
    const texts = new Set([record.text]);
    for (let left = ATTEMPTS; left > 0 && texts.size < factor; left--) texts.add(vary(record, names, rng));
    return [...texts].map((text, i) => (i === 0 ? record : { ...record, id: `${record.id}~${i}`, text }));
  });
}

/**
 * One variant of a text. What is no string is given back as it is.
 *
 * @throws AugmentationError BAD_STRATEGIES.
 */
export function augmentText(text: string, options: AugmentTextOptions): string;
export function augmentText(text: unknown, options: AugmentTextOptions): unknown;
export function augmentText(text: unknown, { seed, strategies, order }: AugmentTextOptions): unknown {
  const names = namesOf(strategies);
  if (typeof text !== 'string') return text;
  return vary(order ? { text, order } : { text }, names, createRng(seed));
}

/** Up to three strategies one after the other; a step that would change the meaning is not taken. */
function vary(record: AugmentableRecord, names: readonly StrategyName[], rng: Rng): string {
  const taken = new Set(rng.shuffle(names).slice(0, 1 + rng.int(Math.min(3, names.length))));
  let { text } = record;
  for (const name of STRATEGY_NAMES) {
    if (!taken.has(name)) continue;
    const next = STRATEGIES[name].apply({ ...record, text }, rng);
    if (keepsMeaning({ ...record, text }, next)) text = next;
  }
  return text;
}

function namesOf(strategies: readonly StrategyName[] = STRATEGY_NAMES): readonly StrategyName[] {
  const unknown = strategies.find((name) => !STRATEGY_NAMES.includes(name));
  if (unknown === undefined && strategies.length > 0) return strategies;
  const message = unknown === undefined ? 'no strategy is named' : `there is no strategy ${String(unknown)}`;
  throw new AugmentationError(
    'BAD_STRATEGIES',
    unknown,
    `${message}; there are ${STRATEGY_NAMES.join(', ')}`,
  );
}

/** FNV-1a over the id, begun with the seed. */
function seedOf(seed: number, id: string): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (const char of String(id)) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash;
}
