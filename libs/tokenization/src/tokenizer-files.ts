import { readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { TokenizationError } from './errors.js';

const TOKENIZER = 'tokenizer.json';

const id = z.number().int().nonnegative();
const decoderSchema = z.looseObject({
  type: z.string(),
  decoders: z.array(z.looseObject({ type: z.string() })).optional(),
});
const tokenizerSchema = z.looseObject({
  added_tokens: z.array(z.looseObject({ id, content: z.string() })).default([]),
  decoder: decoderSchema.nullish(),
  model: z.looseObject({ type: z.literal('BPE'), vocab: z.record(z.string(), id) }),
});
const tokenName = z
  .union([z.string(), z.looseObject({ content: z.string() }).transform((token) => token.content)])
  .nullish()
  .catch(undefined);
const namesSchema = z.looseObject({ eos_token: tokenName, pad_token: tokenName });
const ids = z
  .union([id.transform((one) => [one]), z.array(id)])
  .nullish()
  .catch(undefined);
const idsSchema = z.looseObject({ eos_token_id: ids, pad_token_id: ids });

/** What is read of the files of a tokenizer. */
export interface TokenizerFiles {
  /** The `tokenizer.json`. */
  readonly file: string;
  readonly json: z.infer<typeof tokenizerSchema>;
  /** The `tokenizer_config.json`; empty when there is none. */
  readonly config: z.infer<typeof namesSchema>;
  /** Special ids of `config.json`, then of `generation_config.json`, as far as they are there. */
  readonly modelIds: readonly z.infer<typeof idsSchema>[];
}

/**
 * Reads a tokenizer and the files beside it.
 *
 * @throws TokenizationError MISSING_FILE; INVALID_TOKENIZER for broken JSON, another shape, or another kind of tokenizer
 * than byte-level BPE.
 */
export async function readTokenizerFiles(path: string): Promise<TokenizerFiles> {
  const file = await locate(path);
  const json = parse(tokenizerSchema, await readJson(file, true), file);
  const { decoder } = json;
  if (decoder?.type !== 'ByteLevel' && !decoder?.decoders?.some((part) => part.type === 'ByteLevel')) {
    throw new TokenizationError(
      'INVALID_TOKENIZER',
      file,
      'is no byte-level BPE, the only kind that is read here',
    );
  }
  const beside = async <T>(name: string, schema: z.ZodType<T>): Promise<T> => {
    const at = join(dirname(file), name);
    return parse(schema, (await readJson(at, false)) ?? {}, at);
  };
  return {
    file,
    json,
    config: await beside('tokenizer_config.json', namesSchema),
    modelIds: [await beside('config.json', idsSchema), await beside('generation_config.json', idsSchema)],
  };
}

function parse<T>(schema: z.ZodType<T>, value: unknown, file: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const message = `at /${issue?.path.join('/') ?? ''}: ${issue?.message ?? 'is not understood'}`;
  throw new TokenizationError('INVALID_TOKENIZER', file, message, parsed.error);
}

async function locate(path: string): Promise<string> {
  if (basename(path) === TOKENIZER) return path;
  const info = await stat(path).catch((cause: unknown) => {
    throw new TokenizationError('MISSING_FILE', path, 'there is no such folder or file', cause);
  });
  return info.isDirectory() ? join(path, TOKENIZER) : path;
}

async function readJson(file: string, required: boolean): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    const isAbsent = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    if (!required && isAbsent) return undefined;
    const message = isAbsent ? 'there is no such file' : 'the file cannot be read';
    throw new TokenizationError('MISSING_FILE', file, message, cause);
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new TokenizationError('INVALID_TOKENIZER', file, 'is not JSON', cause);
  }
}
