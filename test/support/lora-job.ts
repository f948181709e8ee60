import { floatWeights, int8Weights, Trainer, type FrozenWeights, type TrainingRow } from '@ordena/training';
import { loadAdapterFolder, loadModelFolder, type Adapter, type Model, type Weights } from '@ordena/model';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { forward } from './parity-forward.js';

interface JsonRow {
  readonly ids: readonly number[];
  readonly labels: readonly number[];
}

/** `job.json`, as `test/parity/peft_job.py` describes it. */
export interface JobFile {
  /** A folder, seen from the repository. */
  readonly model: string;
  readonly rank: number;
  readonly alpha: number;
  readonly targets: readonly string[];
  readonly rate: number;
  readonly weight_decay: number;
  readonly max_norm: number;
  readonly seed: number;
  readonly threads: number;
  readonly probe: readonly JsonRow[];
  /** The rows of each optimizer step. */
  readonly batches: readonly (readonly JsonRow[])[];
}

/** LoRA steps that PEFT and Ordena both take, from the same adapter on the same rows. */
export interface LoraJob {
  readonly dir: string;
  readonly file: JobFile;
  readonly model: Model;
  readonly probe: readonly TrainingRow[];
}

/** @param root what the job's model folder is seen from. */
export async function loadJob(dir: string, root: string): Promise<LoraJob> {
  const file = JSON.parse(await readFile(join(dir, 'job.json'), 'utf8')) as JobFile;
  return { dir, file, model: await loadModelFolder(join(root, file.model)), probe: rowsOf(file.probe) };
}

/** What Ordena made of a job. */
export interface Trained {
  /** Before each step. */
  readonly losses: readonly number[];
  readonly adapter: Adapter;
}

/** Takes a job's steps from the adapter that PEFT began with. */
export async function trainJob(
  { dir, file, model }: LoraJob,
  precision: FrozenWeights['precision'],
  onStep: (step: number, loss: number) => void = () => undefined,
): Promise<Trained> {
  const initial = await loadAdapterFolder(join(dir, 'initial'));
  const rows = file.batches.map(rowsOf);
  const trainer = await Trainer.create({
    config: model.config,
    mode: { kind: 'lora', lora: initial.lora },
    parameters: initial.weights,
    base: precision === 'f32' ? floatWeights(model.weights) : int8Weights(model.weights),
    maxLength: Math.max(...rows.flat().map(({ ids }) => ids.length)),
    optimizer: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: file.weight_decay },
    maxGradientNorm: file.max_norm,
    threads: file.threads,
  });
  try {
    const losses: number[] = [];
    for (const batch of rows) {
      const { loss } = await trainer.trainStep([batch], file.rate);
      losses.push(loss);
      onStep(losses.length, loss);
    }
    return { losses, adapter: initial };
  } finally {
    await trainer.close();
  }
}

/** Logits [rows · length · vocabulary] of the job's probe under an adapter. */
export function probeLogits({ model, probe }: LoraJob, { lora, weights }: Adapter): Promise<Float32Array> {
  const parameters: Weights = new Map([...model.weights, ...weights]);
  return forward(model.config, { kind: 'lora', lora }, probe, parameters);
}

/** How far losses are from PEFT's, as shares of PEFT's. */
export function lossGaps(
  found: readonly number[],
  reference: readonly number[],
): { largest: number; mean: number } {
  if (found.length !== reference.length) return { largest: Infinity, mean: Infinity };
  const gaps = reference.map((loss, i) => Math.abs((found[i] ?? NaN) - loss) / loss);
  return { largest: Math.max(...gaps), mean: gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length };
}

function rowsOf(rows: readonly JsonRow[]): TrainingRow[] {
  return rows.map(({ ids, labels }) => ({ ids: Int32Array.from(ids), labels: Int32Array.from(labels) }));
}
