import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import {
  loadAdapterFolder,
  loadModelFolder,
  readSafetensors,
  toFloat32,
  type ModelConfig,
  type TrainingMode,
  type WeightTensor,
  type Weights,
} from '@ordena/model';
import { Trainer, type TrainingRow } from '@ordena/training';

/** What `test/parity/make-fixtures.py` wrote, with PyTorch, transformers and PEFT. */
export const FOLDER = fileURLToPath(new URL('../fixtures/parity/', import.meta.url));

export const KINDS = ['full', 'lora'] as const;
export type Kind = (typeof KINDS)[number];

/** Ten AdamW steps of PyTorch on one batch. */
export interface ReferenceRun {
  readonly name: string;
  readonly rate: number;
  readonly warmup_steps: number | null;
  readonly weight_decay: number;
  /** 0: not clipped. */
  readonly max_norm: number;
  readonly rates: readonly number[];
  /** Before each step. */
  readonly losses: readonly number[];
  /** Before clipping. */
  readonly gradient_norms: readonly number[];
  readonly final_loss: number;
  /** L2 norm of each trained tensor after the last step. */
  readonly weight_norms: Readonly<Record<string, number>>;
}

interface CasesFile {
  readonly rows: readonly { readonly ids: number[]; readonly labels: number[] }[];
  readonly full: { readonly loss: number; readonly runs: readonly ReferenceRun[] };
  readonly lora: { readonly loss: number; readonly runs: readonly ReferenceRun[] };
}

/** One kind of training: what to start from and what PyTorch made of it. */
export interface ReferenceCase {
  readonly config: ModelConfig;
  readonly mode: TrainingMode;
  readonly rows: readonly TrainingRow[];
  readonly loss: number;
  readonly runs: readonly ReferenceRun[];
  readonly logits: WeightTensor;
  readonly gradients: Weights;
  /** The model's weights and, for LoRA, the adapter's: a fresh copy at each call, as training changes them in place. */
  parameters(): Weights;
}

export async function loadCase(kind: Kind): Promise<ReferenceCase> {
  const cases = JSON.parse(await readFile(`${FOLDER}cases.json`, 'utf8')) as CasesFile;
  const { config, weights } = await loadModelFolder(`${FOLDER}model`);
  const adapter = kind === 'lora' ? await loadAdapterFolder(`${FOLDER}adapter`) : undefined;
  const start = [...weights, ...(adapter?.weights ?? [])];
  const logits = (await readTensors(`${FOLDER}${kind}-logits.safetensors`)).get('logits');
  if (!logits) throw new Error(`the fixture ${kind}-logits.safetensors has no tensor "logits"`);
  return {
    config,
    mode: adapter ? { kind: 'lora', lora: adapter.lora } : { kind: 'full' },
    rows: cases.rows.map(({ ids, labels }) => ({
      ids: Int32Array.from(ids),
      labels: Int32Array.from(labels),
    })),
    ...cases[kind],
    logits,
    gradients: await readTensors(`${FOLDER}${kind}-gradients.safetensors`),
    parameters: () => new Map(start.map(([name, { dims, data }]) => [name, { dims, data: data.slice() }])),
  };
}

/** A trainer over fresh parameters of a case. Its AdamW has PyTorch's defaults where the run says nothing. */
export async function startTrainer(
  reference: ReferenceCase,
  { weight_decay, max_norm }: Pick<ReferenceRun, 'weight_decay' | 'max_norm'>,
): Promise<Trainer> {
  return Trainer.create({
    config: reference.config,
    mode: reference.mode,
    parameters: reference.parameters(),
    optimizer: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: weight_decay },
    maxGradientNorm: max_norm,
    threads: 1,
  });
}

/** The tensors of a safetensors file, as floats. */
export async function readTensors(file: string): Promise<Weights> {
  const tensors: Weights = new Map();
  await readSafetensors(file, (tensor, stored) => {
    tensors.set(tensor, { dims: stored.dims, data: toFloat32(stored) });
  });
  return tensors;
}

/** L2 norm of the difference over the L2 norm of the reference. */
export function relativeDistance(found: Float32Array, reference: Float32Array): number {
  if (found.length !== reference.length) return Infinity;
  return norm(found.map((value, i) => value - (reference[i] ?? NaN))) / norm(reference);
}

export function norm(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}
