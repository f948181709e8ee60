import { createRng } from '@ordena/orders';

export interface SplitOptions {
  readonly seed: number;
  /** Part held out, for example 0.1. At least one record, when there are two or more. */
  readonly validationShare: number;
}

/** Shuffles with a seed and cuts: the same records and seed give the same parts. */
export function splitRecords<T>(
  records: readonly T[],
  options: SplitOptions,
): { train: T[]; validation: T[] } {
  const shuffled = createRng(options.seed).shuffle(records);
  const wanted = Math.round(records.length * options.validationShare);
  const held = options.validationShare > 0 && records.length > 1 ? Math.max(1, wanted) : wanted;
  return { train: shuffled.slice(held), validation: shuffled.slice(0, held) };
}
