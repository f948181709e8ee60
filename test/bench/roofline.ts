import type { ModelConfig } from '@ordena/model';

/** What a machine does at best, as measured by `probeMachine`. */
export interface MachinePeaks {
  readonly bytesPerSecond: number;
  readonly int8PerSecond: number;
  readonly float32PerSecond: number;
}

/** A step: each of `rows` sequences, which hold `context` tokens, takes `tokens` more and chooses one. */
export interface StepShape {
  readonly rows: number;
  readonly tokens: number;
  readonly context: number;
}

/** What a step cannot do without; activations, which a processor's caches hold, are left out. */
export interface StepCost {
  readonly weightBytes: number;
  readonly cacheBytes: number;
  /** Of products with weights; a multiplication and an addition are two. */
  readonly weightOperations: number;
  /** Of attention, in float32. */
  readonly attentionOperations: number;
}

/** Bytes and operations of a step. @param bits per weight, scales included. */
export function costOf(config: ModelConfig, bits: number, { rows, tokens, context }: StepShape): StepCost {
  const { hiddenSize: hidden, numHiddenLayers: layers, headDim, numKeyValueHeads: pairs } = config;
  const queries = config.numAttentionHeads * headDim;
  const perLayer = hidden * (2 * queries + 2 * pairs * headDim + 3 * config.intermediateSize);
  const head = hidden * config.vocabSize;
  // New token number s looks at those in the cache, at itself and at the s before it.
  const looks = tokens * context + (tokens * (tokens + 1)) / 2;
  return {
    weightBytes: ((layers * perLayer + head) * bits) / 8,
    cacheBytes: rows * context * layers * 2 * pairs * headDim * 4,
    // Only the last token of a row goes through the head.
    weightOperations: 2 * rows * (tokens * layers * perLayer + head),
    attentionOperations: rows * looks * layers * 4 * queries,
  };
}

export interface Roofline {
  /** Seconds that reading takes at best. */
  readonly bytes: number;
  /** Seconds that the operations take at best. */
  readonly operations: number;
  /** The longer of the two. */
  readonly binds: 'bytes' | 'operations';
  /** Its share of the measured time: 1 is as fast as this machine allows. */
  readonly achieved: number;
}

/** The two bounds of a step that took `seconds`. */
export function rooflineOf(
  cost: StepCost,
  peaks: MachinePeaks,
  weights: 'int8' | 'float',
  seconds: number,
): Roofline {
  const bytes = (cost.weightBytes + cost.cacheBytes) / peaks.bytesPerSecond;
  const speed = weights === 'int8' ? peaks.int8PerSecond : peaks.float32PerSecond;
  const operations = cost.weightOperations / speed + cost.attentionOperations / peaks.float32PerSecond;
  const binds = bytes >= operations ? 'bytes' : 'operations';
  return { bytes, operations, binds, achieved: Math.max(bytes, operations) / seconds };
}

/** An event of ONNX Runtime's profile; times are microseconds. */
export interface ProfileEvent {
  readonly cat: string;
  readonly name: string;
  readonly ts?: number;
  readonly dur?: number;
  readonly args?: { readonly op_name?: string };
}

export const OPERATOR_KINDS = ['products', 'attention', 'norms and elementwise', 'copies'] as const;
export type OperatorKind = (typeof OPERATOR_KINDS)[number];

/** Anything that is not here is a norm or elementwise. Products of two activations belong to attention only. */
const KIND_OF: ReadonlyMap<string, OperatorKind> = new Map([
  ...['MatMulNBits', 'MatMulIntegerToFloat', 'MatMulInteger', 'DynamicQuantizeMatMul', 'QGemm', 'Gemm'].map(
    (name) => [name, 'products'] as const,
  ),
  ...['MatMul', 'FusedMatMul', 'Softmax', 'MultiHeadAttention', 'GroupQueryAttention', 'Attention'].map(
    (name) => [name, 'attention'] as const,
  ),
  ...['Transpose', 'Concat', 'Gather', 'Slice', 'Split', 'Expand', 'Reshape', 'Squeeze', 'Unsqueeze'].map(
    (name) => [name, 'copies'] as const,
  ),
]);

export function operatorKind(operator: string): OperatorKind {
  return KIND_OF.get(operator) ?? 'norms and elementwise';
}

/** One run of a graph: its seconds, and those of each kind of operator. */
export interface ProfiledRun {
  readonly seconds: number;
  readonly kinds: Readonly<Record<OperatorKind, number>>;
}

/** The runs of a profile in order of time; what was measured outside a run is left out. */
export function profiledRuns(events: readonly ProfileEvent[]): ProfiledRun[] {
  const runs = events
    .filter(({ cat, name }) => cat === 'Session' && name === 'model_run')
    .map(({ ts = 0, dur = 0 }) => ({ from: ts, to: ts + dur, kinds: noKinds() }))
    .toSorted((a, b) => a.from - b.from);
  const nodes = events
    .filter(({ cat, name }) => cat === 'Node' && name.endsWith('_kernel_time'))
    .toSorted((a, b) => (a.ts ?? 0) - (b.ts ?? 0));
  let at = 0;
  for (const { ts = 0, dur = 0, args } of nodes) {
    while (at < runs.length && (runs[at]?.to ?? 0) < ts) at++;
    const run = runs[at];
    if (run && ts >= run.from) run.kinds[operatorKind(args?.op_name ?? '')] += dur / 1e6;
  }
  return runs.map(({ from, to, kinds }) => ({ seconds: (to - from) / 1e6, kinds }));
}

function noKinds(): Record<OperatorKind, number> {
  return { products: 0, attention: 0, 'norms and elementwise': 0, copies: 0 };
}
