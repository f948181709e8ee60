import { IGNORED_LABEL } from './encode-example.js';
import { TokenizationError } from './errors.js';

/** A row, or several packed into one. */
export interface TokenRow {
  readonly ids: Int32Array;
  /** Already shifted, see EncodedExample. */
  readonly labels: Int32Array;
  /** Place of each token in its own example; counted from 0 along the row when absent. */
  readonly positions?: Int32Array;
  /** Which of the packed examples a token belongs to, from 0; all 0 when absent. */
  readonly segments?: Int32Array;
}

/** Rows of equal width, each array [rows × width] in row-major order. */
export interface PaddedBatch {
  readonly rows: number;
  readonly width: number;
  /** The padding token beyond a row's end. */
  readonly ids: Int32Array;
  /** -100 beyond a row's end. */
  readonly labels: Int32Array;
  /** 0 beyond a row's end. */
  readonly positions: Int32Array;
  /** -1 beyond a row's end: a token may only look at tokens of its own segment, not after itself. */
  readonly segments: Int32Array;
  /** Tokens of each row before padding. */
  readonly lengths: readonly number[];
}

/** Segment of the padding. */
export const PADDING_SEGMENT = -1;

/**
 * Pads rows on the right to the longest.
 *
 * @param multiple the width is rounded up to a multiple of this; default 1.
 * @throws TokenizationError INVALID_OPTION when there is no row, or `multiple` is no positive whole number.
 */
export function padBatch(rows: readonly TokenRow[], padId: number, multiple = 1): PaddedBatch {
  if (rows.length === 0) throw new TokenizationError('INVALID_OPTION', 'padBatch.rows', 'there are none');
  if (!Number.isInteger(multiple) || multiple < 1) {
    throw new TokenizationError('INVALID_OPTION', 'padBatch.multiple', `${multiple} must be 1 or more`);
  }
  const lengths = rows.map((row) => row.ids.length);
  const longest = lengths.reduce((a, b) => Math.max(a, b), 1);
  const width = Math.ceil(longest / multiple) * multiple;
  const filled = (value: number): Int32Array => new Int32Array(rows.length * width).fill(value);
  const ids = filled(padId);
  const labels = filled(IGNORED_LABEL);
  const positions = filled(0);
  const segments = filled(PADDING_SEGMENT);
  rows.forEach((row, r) => {
    const start = r * width;
    ids.set(row.ids, start);
    labels.set(row.labels, start);
    positions.set(row.positions ?? row.ids.map((_, t) => t), start);
    segments.set(row.segments ?? new Int32Array(row.ids.length), start);
  });
  return { rows: rows.length, width, ids, labels, positions, segments, lengths };
}
