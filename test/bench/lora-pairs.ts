import { toHfConfig } from '@ordena/model';
import { fileURLToPath } from 'node:url';
import { LORA_BATCH, LORA_LENGTH, LORA_SHAPES } from './lora-shapes.js';
import { runPairs, type Contestant } from './pairs.js';
import { BenchError, runForSample } from './sample-process.js';
import { THREADS, type StepCounts } from './training-job.js';

/** Seen from `test/dist/bench`, where this file runs. */
const PEER = fileURLToPath(new URL('../../bench/peers/torch_lora.py', import.meta.url));
const OURS = fileURLToPath(new URL('ordena-lora.js', import.meta.url));

/** PyTorch's variants, with how many times as fast as each we want to be; gradient checkpointing is shown for its peak. */
const VARIANTS: Readonly<Record<string, { readonly args: readonly string[]; readonly target?: number }>> = {
  f32: { args: ['--dtype', 'f32'], target: 2 },
  bf16: { args: ['--dtype', 'bf16'], target: 1.3 },
  'f32-checkpointing': { args: ['--dtype', 'f32', '--checkpointing'] },
};

export interface LoraPairsOptions {
  readonly python: string;
  readonly models: readonly string[];
  readonly variants: readonly string[];
  readonly recompute: string;
  readonly pairs: number;
  readonly counts: StepCounts;
  readonly print: (line: string) => void;
}

/**
 * LoRA r=16 on q, k, v, o, every token labelled: Ordena over an int8 base against transformers + PEFT, model by model and
 * variant by variant.
 *
 * @throws BenchError of an unknown model or variant, and when a process fails.
 */
export async function runLoraPairs(options: LoraPairsOptions): Promise<void> {
  const { python, recompute, counts, print } = options;
  for (const model of options.models) {
    for (const variant of options.variants) {
      const { args, target } = known(VARIANTS, variant, 'variant');
      const steps = ['--warmup', String(counts.warmup), '--steps', String(counts.steps)];
      const ours: Contestant = {
        name: 'Ordena',
        run: () =>
          runForSample(process.execPath, [OURS, '--model', model, '--recompute', recompute, ...steps]),
      };
      const theirs: Contestant = {
        name: `PyTorch ${variant}`,
        run: () => runForSample(python, [PEER, '--job', jobOf(model), ...args, ...steps]),
      };
      print(`LoRA, ${model}, ${LORA_BATCH} × ${LORA_LENGTH} tokens, recompute ${recompute}`);
      const { medianRatio } = await runPairs({
        ours,
        theirs,
        pairs: options.pairs,
        unit: 'tokens/s',
        print,
      });
      if (target !== undefined)
        print(`target ${target} times as fast: ${medianRatio >= target ? 'reached' : 'not reached'}`);
    }
  }
}

function jobOf(model: string): string {
  const config = known(LORA_SHAPES, model, 'model');
  const { model_type, architectures: _architectures, ...shape } = toHfConfig(config);
  return JSON.stringify({ model_type, shape, batch: LORA_BATCH, length: LORA_LENGTH, threads: THREADS });
}

function known<T>(table: Readonly<Record<string, T>>, name: string, what: string): T {
  const found = table[name];
  if (!found) throw new BenchError(`there is no ${what} ${name}; known: ${Object.keys(table).join(', ')}`);
  return found;
}
