import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { DatasetError } from './errors.js';
import { PROMPT_HASH } from './prompt.js';

/** Beside the weights of a model: the prompt it was trained with. */
export const PROMPT_FILE = 'ordena.json';

const fileSchema = z.looseObject({ prompt_sha256: z.string() });

/** Notes in a model's folder that it was trained with today's prompt. @throws DatasetError WRITE_FAILED. */
export async function writePromptFile(dir: string): Promise<void> {
  const file = join(dir, PROMPT_FILE);
  try {
    await writeFile(file, `${JSON.stringify({ prompt_sha256: PROMPT_HASH }, undefined, 2)}\n`);
  } catch (cause) {
    throw new DatasetError('WRITE_FAILED', { file }, 'the file cannot be written', cause);
  }
}

/**
 * Whether a model may be asked in today's words. One without the file, from elsewhere or older, may.
 *
 * @throws DatasetError INVALID_FILE when the prompt it was trained with is another, or the file is damaged.
 */
export async function checkPromptFile(dir: string): Promise<void> {
  const file = join(dir, PROMPT_FILE);
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return;
  const parsed = fileSchema.safeParse(parse(text));
  if (!parsed.success)
    throw new DatasetError('INVALID_FILE', { file }, 'names no prompt_sha256', parsed.error);
  if (parsed.data.prompt_sha256 === PROMPT_HASH) return;
  const message =
    'the model was trained with another prompt than this version of Ordena asks with: train it again';
  throw new DatasetError('INVALID_FILE', { file, key: 'prompt_sha256' }, message);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
