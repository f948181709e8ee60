/**
 * What the backward half of a cut tape computes again instead of being handed it. Each policy keeps less than the one
 * before it, and costs more time:
 *
 * - `keep`: everything that costs anything is kept.
 * - `cheap`: elementwise operators, norms, rotations and transposes are computed again: they only pass over memory.
 * - `attention`: scores and their softmax as well.
 * - `everything`: the whole forward half runs a second time; of a layer only its input is kept in between.
 */
export type RecomputePolicy = 'keep' | 'cheap' | 'attention' | 'everything';

/** Views and shape arithmetic: computing them again costs nothing. */
const FREE = ['Shape', 'Concat', 'Reshape', 'Unsqueeze', 'Identity'];
const CHEAP = [
  ...FREE,
  'Add',
  'Cast',
  'Mul',
  'QuickGelu',
  'RotaryEmbedding',
  'Sigmoid',
  'SimplifiedLayerNormalization',
  'Sub',
  'Transpose',
];

/** By policy: the operators that the backward half has of its own. */
export const RECOMPUTE_POLICIES: Readonly<Record<RecomputePolicy, ReadonlySet<string>>> = {
  keep: new Set(FREE),
  cheap: new Set(CHEAP),
  attention: new Set([...CHEAP, 'FusedMatMul', 'MatMul', 'Softmax']),
  // Between its two runs nothing is kept, so the second may as well hand over what `cheap` does.
  everything: new Set(CHEAP),
};
