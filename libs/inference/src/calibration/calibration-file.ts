import { createHash } from 'node:crypto';
import { open, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { EngineError } from '../errors.js';
import { FEATURES, type Calibration } from './calibration.js';

/** Lies beside the weights that it was fitted to. */
export const CALIBRATION_FILE = 'calibration.json';

const weights = z.array(z.number()).length(FEATURES.length);
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const share = z.number().min(0).max(1);
const schema = z.strictObject({
  version: z.literal(1),
  /** What the numbers of `weights` stand for. */
  features: z.tuple(
    FEATURES.map((name) => z.literal(name)) as [z.ZodLiteral<string>, ...z.ZodLiteral<string>[]],
  ),
  /** Of the model: {@link modelFingerprint}. */
  model: hash,
  fitted_on: z.strictObject({
    /** SHA-256 over the orders, in hexadecimal. */
    data: hash,
    orders: z.number().int().positive(),
    fields: z.number().int().positive(),
  }),
  /** Over all of them: before, and after a calibration that was fitted without the half that it is measured on. */
  expected_calibration_error: z.strictObject({ before: share, after: share }),
  weights: z.strictObject({
    all: weights,
    kinds: z.partialRecord(z.enum(['verbatim', 'date', 'number', 'unit', 'currency', 'boolean']), weights),
  }),
});

/** What stands in the file beside the weights. */
export type CalibrationFacts = Omit<z.output<typeof schema>, 'version' | 'features' | 'weights'>;

/**
 * - `none`: the model has no calibration; confidences are the model's own.
 * - `stale`: there is one, which was fitted to other weights; likewise.
 * - `applied`: confidences are calibrated.
 */
export type CalibrationState = 'none' | 'stale' | 'applied';

/** The calibration of a model folder. */
export interface LoadedCalibration {
  readonly state: CalibrationState;
  /** Set when `state` is `applied`. */
  readonly calibration?: Calibration;
}

/** @throws EngineError MODEL_UNFIT when the file is there and cannot be read. */
export async function loadCalibration(modelDir: string): Promise<LoadedCalibration> {
  const file = join(modelDir, CALIBRATION_FILE);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { state: 'none' };
    throw new EngineError('MODEL_UNFIT', `${file} cannot be read`, error);
  }
  let read: z.output<typeof schema>;
  try {
    read = schema.parse(JSON.parse(text));
  } catch (error) {
    const issue = error instanceof z.ZodError ? error.issues[0] : undefined;
    const reason = issue ? `${issue.path.join('.')}: ${issue.message}` : String(error);
    throw new EngineError('MODEL_UNFIT', `${file} is no calibration: ${reason}`, error);
  }
  if (read.model !== (await modelFingerprint(modelDir))) return { state: 'stale' };
  const { all, kinds } = read.weights;
  return { state: 'applied', calibration: { all, kinds } };
}

/** Writes the file aside and puts it in its place. @returns where it lies. */
export async function saveCalibration(
  modelDir: string,
  calibration: Calibration,
  facts: CalibrationFacts,
): Promise<string> {
  const file = join(modelDir, CALIBRATION_FILE);
  const content = schema.parse({ version: 1, features: FEATURES, ...facts, weights: calibration });
  const aside = `${file}.${process.pid}.part`;
  await writeFile(aside, `${JSON.stringify(content, undefined, 2)}\n`);
  await rename(aside, file);
  return file;
}

/** Blocks of a weights file that are looked at, and bytes of each: whole files take seconds where they have gigabytes. */
const SAMPLE = { blocks: 256, bytes: 16_384 } as const;

/** SHA-256 over names, sizes and evenly spaced blocks of a model's weights files, in hexadecimal. */
export async function modelFingerprint(modelDir: string): Promise<string> {
  const names = (await readdir(modelDir)).filter((name) => name.endsWith('.safetensors')).sort();
  const digest = createHash('sha256');
  for (const name of names) {
    const file = await open(join(modelDir, name));
    try {
      const { size } = await file.stat();
      digest.update(`${name}:${size}\n`);
      const buffer = Buffer.alloc(SAMPLE.bytes);
      const stride = Math.max(SAMPLE.bytes, Math.floor(size / SAMPLE.blocks));
      for (let at = 0; at < size; at += stride) {
        const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
        digest.update(buffer.subarray(0, bytesRead));
      }
    } finally {
      await file.close();
    }
  }
  return digest.digest('hex');
}
