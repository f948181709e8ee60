import { fileURLToPath } from 'node:url';
import { toHfConfig } from '@ordena/model';
import type { Contestant } from './pairs.js';
import { BenchError, runForJson, runForSample } from './sample-process.js';
import { BATCH, BENCH_MODEL, LENGTH, THREADS, type StepCounts } from './training-job.js';

/** Seen from `test/dist/bench`, where this file runs. */
const SCRIPT = fileURLToPath(new URL('../../bench/peers/torch_training.py', import.meta.url));

const SIZES = [
  'hidden_size',
  'intermediate_size',
  'num_hidden_layers',
  'num_attention_heads',
  'num_key_value_heads',
  'head_dim',
  'vocab_size',
  'tie_word_embeddings',
  'max_position_embeddings',
];

/**
 * PyTorch as the other contestant, in the variant of attention and AdamW that is fastest here.
 *
 * @throws BenchError that says how to get it, when Python or PyTorch is missing.
 */
export async function torchPeer(python: string, { warmup, steps }: StepCounts): Promise<Contestant> {
  await runForJson(python, ['-c', 'import torch, transformers; print("{}")']).catch((cause: unknown) => {
    throw new BenchError(
      `PyTorch cannot be used through "${python}". Make an environment with "pip install torch transformers" and ` +
        'name its interpreter in ORDENA_PYTHON.',
      { cause },
    );
  });
  const hf = toHfConfig(BENCH_MODEL);
  const sizes = Object.fromEntries(SIZES.map((key) => [key, hf[key]]));
  const job = ['--job', JSON.stringify({ ...sizes, batch: BATCH, length: LENGTH, threads: THREADS })];
  const fastest = (await runForJson(python, [SCRIPT, ...job, '--choose'])) as Record<string, string>;
  const variant = [
    '--attention',
    fastest['attention'] ?? 'sdpa',
    '--optimizer',
    fastest['optimizer'] ?? 'fused',
  ];
  const counts = ['--warmup', String(warmup), '--steps', String(steps)];
  return {
    name: `PyTorch ${fastest['torch'] ?? ''} (${variant[1]} attention, ${variant[3]} AdamW)`,
    run: () => runForSample(python, [SCRIPT, ...job, ...variant, ...counts]),
  };
}
