import { bytesOf, readSafetensors, toFloat32, writeSafetensors, type StoredTensor } from '@ordena/model';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { DataPosition } from './block-batches.js';
import { TrainingError } from './errors.js';
import type { Trainer } from './trainer.js';

/** What a run must know to go on, beside the tensors. */
export interface RunState {
  readonly step: number;
  readonly position: DataPosition;
  /** The block of the last batch, whose end may not have been reported yet. */
  readonly block?: number | undefined;
  /** Of the steps of that block so far. */
  readonly losses?: { readonly sum: number; readonly steps: number } | undefined;
  /** Hash of everything that shapes the run; a checkpoint of another run is refused. */
  readonly fingerprint: string;
}

const STATE = 'state';
const stateSchema = z.object({
  step: z.number().int().nonnegative(),
  position: z.object({ block: z.number().int(), batch: z.number().int() }),
  block: z.number().int().optional(),
  losses: z.object({ sum: z.number(), steps: z.number().int() }).optional(),
  fingerprint: z.string(),
  checksum: z.string(),
});

/**
 * Writes weights, moments and state into one file, aside and then renamed: a crash leaves the old checkpoint.
 *
 * @param path of the checkpoint, a safetensors file.
 */
export async function saveCheckpoint(path: string, trainer: Trainer, state: RunState): Promise<void> {
  const tensors = new Map<string, StoredTensor>();
  for (const [name, array] of arraysOf(trainer)) {
    tensors.set(name, { dtype: 'F32', dims: [array.length], bytes: bytesOf(array) });
  }
  const checksum = checksumOf(tensors);
  const text = new TextEncoder().encode(JSON.stringify({ ...state, checksum }));
  tensors.set(STATE, { dtype: 'I8', dims: [text.length], bytes: text });
  await mkdir(dirname(path), { recursive: true });
  await writeSafetensors(`${path}.writing`, tensors);
  await rename(`${path}.writing`, path);
}

/**
 * Puts a checkpoint back into a trainer made with the same settings.
 *
 * @returns the state, or `undefined` when there is no checkpoint.
 * @throws TrainingError BAD_CHECKPOINT when the file is damaged or belongs to another run.
 */
export async function loadCheckpoint(
  path: string,
  trainer: Trainer,
  fingerprint: string,
): Promise<RunState | undefined> {
  if (!existsSync(path)) return undefined;
  const tensors = new Map<string, StoredTensor>();
  await readSafetensors(path, (name, tensor) => tensors.set(name, tensor));
  const state = parseState(path, tensors.get(STATE));
  tensors.delete(STATE);
  if (state.fingerprint !== fingerprint) {
    throw new TrainingError('BAD_CHECKPOINT', path, 'belongs to a run with other settings or data');
  }
  if (state.checksum !== checksumOf(tensors)) {
    throw new TrainingError('BAD_CHECKPOINT', path, 'is damaged: its checksum does not match');
  }
  for (const [name, array] of arraysOf(trainer)) {
    const stored = tensors.get(name);
    if (!stored || stored.dims[0] !== array.length) {
      throw new TrainingError('BAD_CHECKPOINT', path, `lacks ${name} with ${array.length} values`);
    }
    array.set(toFloat32(stored));
  }
  trainer.step = state.step;
  return state;
}

/** Hash of settings, for {@link RunState.fingerprint}. */
export function fingerprintOf(settings: unknown): string {
  return createHash('sha256').update(JSON.stringify(settings)).digest('hex');
}

function parseState(path: string, tensor: StoredTensor | undefined): z.infer<typeof stateSchema> {
  try {
    return stateSchema.parse(JSON.parse(new TextDecoder().decode(tensor?.bytes)));
  } catch (cause) {
    throw new TrainingError('BAD_CHECKPOINT', path, 'has no readable state', cause);
  }
}

function arraysOf(trainer: Trainer): [string, Float32Array][] {
  return trainer.trainable.flatMap(({ name, weight, moments }): [string, Float32Array][] => [
    [`weight:${name}`, weight],
    [`first:${name}`, moments.first],
    [`second:${name}`, moments.second],
  ]);
}

function checksumOf(tensors: ReadonlyMap<string, StoredTensor>): string {
  const hash = createHash('sha256');
  for (const [name, { bytes }] of tensors) hash.update(name).update(bytes);
  return hash.digest('hex');
}
