import type { CanonicalOrder } from '@ordena/orders';
import { canonicalOrderSchema, VERBATIM_FIELDS } from '@ordena/orders';
import { isDevRecord } from '@ordena/dataset';
import type { OrderRecord } from '@ordena/dataset';
import { annotate } from './annotate.js';
import type { Annotated } from './annotate.js';
import { compose } from './compose.js';
import type { Draft } from './draft.js';
import { finishDraft } from './draft.js';
import { GeneratorError } from './errors.js';
import { graft } from './graft.js';
import { harvest } from './harvest.js';
import type { Pools } from './harvest.js';
import { addNoise } from './noise.js';
import { Rng } from './rng.js';
import { swap } from './swap.js';

/** Where a sample comes from: a record as written, a record with other values, or a text made from grammar. */
export type SampleOrigin = 'hand' | 'swap' | 'compose';

/** A training order. */
export interface GeneratedSample {
  text: string;
  order: CanonicalOrder;
  origin: SampleOrigin;
}

export interface GeneratorOptions {
  /** Hand-written records of the train part; dev records are refused. */
  records: readonly OrderRecord[];
  /** Seed of the whole stream. */
  seed: number;
  /** Shares of the origins; default hand 0.15, swap 0.4, compose 0.45. */
  mix?: Readonly<Record<SampleOrigin, number>>;
  /** Longest text in characters; longer drafts are made anew. Default 900. */
  maxLength?: number;
}

/** An endless, reproducible stream of training orders. */
export interface OrderGenerator {
  /** The sample at the stream's place, which then moves on. */
  next(): GeneratedSample;
  /** The sample of any place; the same for the same records, seed and index. */
  sample(index: number): GeneratedSample;
  /** Number of samples taken by `next`. */
  readonly count: number;
  /** Goes to a place of the stream, to take up a training run again. */
  seek(count: number): void;
}

const DEFAULT_MIX: Readonly<Record<SampleOrigin, number>> = { hand: 0.15, swap: 0.4, compose: 0.45 };

/** Places of the stream are this far apart, so that a draft made anew has a seed of its own. */
const TRIES = 8;

/**
 * Makes training orders from hand-written ones and from grammar.
 *
 * @throws GeneratorError `no-records` without usable records, `dev-record` when a dev record is among them.
 */
export function createGenerator(options: GeneratorOptions): OrderGenerator {
  const { records, seed, mix = DEFAULT_MIX, maxLength = 900 } = options;
  const dev = records.find((record) => isDevRecord(record.id));
  if (dev !== undefined)
    throw new GeneratorError('dev-record', `record ${dev.id} is of the dev part and must not be trained on`);
  const annotated: Annotated[] = [];
  for (const record of records) {
    if (record.order !== undefined) annotated.push(annotate(record.id, record.text, record.order));
  }
  if (annotated.length === 0) throw new GeneratorError('no-records', 'no record with an order to learn from');
  const pools = harvest(annotated);
  const sample = (index: number): GeneratedSample =>
    makeSample(annotated, pools, mix, maxLength, seed, index);
  let count = 0;
  return {
    next: () => sample(count++),
    sample,
    get count() {
      return count;
    },
    seek: (place) => {
      count = place;
    },
  };
}

function makeSample(
  annotated: readonly Annotated[],
  pools: Pools,
  mix: Readonly<Record<SampleOrigin, number>>,
  maxLength: number,
  seed: number,
  index: number,
): GeneratedSample {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const rng = new Rng(seed + attempt * 7919, index);
    const origin = rng.weighted(mix);
    const draft = makeDraft(origin, annotated, pools, rng);
    const { text, order } = finishDraft(draft);
    if (text.length > maxLength || !isSound(text, order)) continue;
    return { text, order, origin };
  }
  const rng = new Rng(seed, index);
  const { text, order } = finishDraft(rng.pick(annotated).draft);
  return { text, order, origin: 'hand' };
}

function makeDraft(origin: SampleOrigin, annotated: readonly Annotated[], pools: Pools, rng: Rng): Draft {
  if (origin === 'compose') return addNoise(compose(pools, rng), rng, 'free');
  const source = rng.pick(annotated);
  if (origin === 'hand') {
    const { pieces, lines, head } = source.draft;
    return addNoise(
      { pieces: pieces.map((piece) => ({ ...piece })), lines, head: { ...head } },
      rng,
      'light',
    );
  }
  const swapped = swap(source, pools, rng);
  return addNoise(
    source.missing.length === 0 && rng.chance(0.3) ? graft(swapped, rng) : swapped,
    rng,
    'light',
  );
}

/** The last guard: nothing that breaks the contract leaves the generator. */
function isSound(text: string, order: CanonicalOrder): boolean {
  if (text.trim() === '' || !canonicalOrderSchema.safeParse(order).success) return false;
  const { items, ...head } = order as Record<string, unknown> & { items?: Record<string, unknown>[] };
  return [head, ...(items ?? [])].every((part) => {
    return VERBATIM_FIELDS.every((field) => {
      const value = part[field];
      if (typeof value !== 'string' || text.includes(value)) return true;
      return field === 'fecha_entrega' && /^\d{4}-\d{2}-\d{2}$/.test(value);
    });
  });
}
