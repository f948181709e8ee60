import { SHORT_ROW } from '@ordena/model';
import { EXECUTION_PROVIDERS, type ExecutionProvider } from '@ordena/onnx';
import { z } from 'zod';
import { EngineError } from '../errors.js';

/** Settings of an engine. */
export interface EngineOptions {
  /** Folder with `config.json`, `model.safetensors` (float or int8) and `tokenizer.json`. */
  readonly modelDir: string;
  /**
   * Where the model runs: `cpu` (default), `webgpu` or `cuda`. Operators that a provider lacks run on the processor; one
   * that cannot be had is PROVIDER_UNAVAILABLE at the start.
   */
  readonly provider?: ExecutionProvider;
  /** Threads inside one operator. Default: ONNX Runtime's choice, the number of cores. */
  readonly threads?: number;
  /**
   * Most orders that are worked on at once. Default: as many as pay by what runs of late have cost, at least 8 and up to
   * 32, or to what a gibibyte of cache holds at 512 tokens each.
   */
  readonly maxBatch?: number;
  /** Most orders that may wait; one more gets RESOURCE_EXHAUSTED. Default 256. */
  readonly maxQueue?: number;
  /** Most tokens of prompt and answer together. Default 1024, or the model's own limit where it is lower. */
  readonly maxLength?: number;
  /** Most tokens of an answer. Default 512. An answer that is cut there is `truncated`. */
  readonly maxNewTokens?: number;
  /** Most characters (UTF-16 code units) of a text. Default 16384. */
  readonly maxTextLength?: number;
  /** A step takes no further order once it has so many tokens. Default 256. */
  readonly tokenBudget?: number;
  /** Longest piece that a prompt is read in, in tokens. Other pieces round otherwise: an answer may differ. Default 128. */
  readonly piece?: number;
  /** Scales of int8 products: by `blocks` of weights (default), or by `rows`: faster in batches, less exact. */
  readonly int8Scales?: 'blocks' | 'rows';
  /** Appends tokens that the grammar leaves no choice about without asking the model. Default true; off for comparison. */
  readonly jumpForward?: boolean;
  /**
   * Most tokens that are guessed behind a known one, from what stood behind the same tokens before, and verified in the
   * same run; how many at each step is chosen by how often the order's guesses have held. Only where `maxBatch` is at
   * most 7: in a crowd guesses cost more than they spare. 0 turns it off. Default 3.
   */
  readonly guesses?: number;
  /** Writes only strings and numbers that the text has. Default true; off for comparison: values may then be invented. */
  readonly grounding?: boolean;
}

const count = z.number().int().positive();
const schema = z.strictObject({
  modelDir: z.string().min(1),
  provider: z.enum(EXECUTION_PROVIDERS).default('cpu'),
  threads: count.optional(),
  maxBatch: count.max(256).optional(),
  maxQueue: count.default(256),
  maxLength: count.default(1024),
  maxNewTokens: count.default(512),
  maxTextLength: count.default(16_384),
  tokenBudget: count.default(256),
  piece: count.default(128),
  int8Scales: z.enum(['blocks', 'rows']).default('blocks'),
  jumpForward: z.boolean().default(true),
  guesses: z
    .number()
    .int()
    .min(0)
    .max(SHORT_ROW - 1)
    .default(SHORT_ROW - 1),
  grounding: z.boolean().default(true),
});

export type ResolvedOptions = z.output<typeof schema>;

/** Fills in defaults. @throws EngineError INVALID_OPTION that names the setting. */
export function resolveOptions(options: EngineOptions): ResolvedOptions {
  const parsed = schema.safeParse(options);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new EngineError(
    'INVALID_OPTION',
    `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`,
    parsed.error,
  );
}
