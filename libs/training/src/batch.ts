import { Tensor, type TensorMap } from '@ordena/onnx';
import { TRAINING_IO } from '@ordena/model';

/** One tokenized example: `labels[t]` is the token to predict at position t (already shifted), -100 for none. */
export interface TrainingRow {
  readonly ids: Int32Array;
  readonly labels: Int32Array;
  /** Of packed orders: the place of each token in its own order; along the row when absent. */
  readonly positions?: Int32Array;
  /** Of packed orders: which of them a token belongs to; all one when absent. */
  readonly segments?: Int32Array;
}

/** A padded batch, ready to be fed. */
export interface TrainingBatch {
  readonly feeds: TensorMap;
  /** [B·S] token ids, for adding up the embedding's gradient. */
  readonly ids: Int32Array;
  /** B·S, padding counted. */
  readonly tokens: number;
  /** Tokens that have a label. */
  readonly labelled: number;
}

const MASKED = -1e9;

/**
 * Pads rows on the right to the longest and lays out what the training graph is fed. Padding needs no mask of its own:
 * attention is causal, so no real token sees it, and it has no labels.
 *
 * @param groups query heads per key head.
 * @param stepLabels labelled tokens of the whole optimizer step, when it has several batches: the loss is their mean.
 */
export function makeBatch(
  rows: readonly TrainingRow[],
  padId: number,
  groups: number,
  stepLabels = countLabels(rows),
): TrainingBatch {
  const width = Math.max(1, ...rows.map((row) => row.ids.length));
  const count = rows.length * width;
  const ids = new Int32Array(count).fill(padId);
  const positions = new BigInt64Array(count);
  const labelRows: bigint[] = [];
  const labels: bigint[] = [];
  rows.forEach((row, r) => {
    ids.set(row.ids, r * width);
    for (let t = 0; t < width; t++) positions[r * width + t] = BigInt(row.positions?.[t] ?? t);
    row.labels.forEach((label, t) => {
      if (label < 0) return;
      labelRows.push(BigInt(r * width + t));
      labels.push(BigInt(label));
    });
  });
  const labelled = labels.length;
  const dims = [rows.length, width];
  const feeds: TensorMap = {
    [TRAINING_IO.ids]: new Tensor('int64', BigInt64Array.from(ids, BigInt), dims),
    [TRAINING_IO.positions]: new Tensor('int64', positions, dims),
    [TRAINING_IO.mask]: rows.some((row) => row.segments)
      ? packedMask(rows, width, groups)
      : causalMask(width, groups),
    [TRAINING_IO.rows]: new Tensor('int64', BigInt64Array.from(labelRows), [labelled]),
    [TRAINING_IO.labels]: new Tensor('int64', BigInt64Array.from(labels), [labelled]),
    [TRAINING_IO.weights]: new Tensor('float32', new Float32Array(labelled).fill(1 / stepLabels), [labelled]),
  };
  return { feeds, ids, tokens: count, labelled };
}

/** Tokens that have a label. */
export function countLabels(rows: readonly TrainingRow[]): number {
  return rows.reduce((sum, { labels }) => sum + labels.filter((label) => label >= 0).length, 0);
}

/** [1, 1, groups·S, S]: the same triangle once per query head of a group. */
function causalMask(width: number, groups: number): Tensor {
  const mask = new Float32Array(groups * width * width);
  for (let row = 0; row < groups * width; row++) {
    mask.fill(MASKED, row * width + (row % width) + 1, (row + 1) * width);
  }
  return new Tensor('float32', mask, [1, 1, groups * width, width]);
}

/** [B, 1, groups·S, S]: causal, and within a token's own order. */
function packedMask(rows: readonly TrainingRow[], width: number, groups: number): Tensor {
  const square = width * width;
  const mask = new Float32Array(rows.length * groups * square).fill(MASKED);
  rows.forEach(({ segments }, r) => {
    const from = r * groups * square;
    let start = 0;
    for (let t = 0; t < width; t++) {
      if (t > 0 && segments?.[t] !== segments?.[t - 1]) start = t;
      mask.fill(0, from + t * width + start, from + t * width + t + 1);
    }
    for (let group = 1; group < groups; group++) mask.copyWithin(from + group * square, from, from + square);
  });
  return new Tensor('float32', mask, [rows.length, 1, groups * width, width]);
}
