/**
 * `npm run bench:training`: Ordena against PyTorch, in pairs: full training of the 15.7 M model, then LoRA on the shapes
 * of SmolLM2-135M and Qwen3-0.6B. `-- --parts lora --models smollm2-135m --variants bf16 --pairs 1` measures a part.
 *
 * ORDENA_PYTHON: an interpreter that has torch, transformers and peft (default `python3`).
 */
import { fileURLToPath } from 'node:url';
import { runLoraPairs } from './lora-pairs.js';
import { describeMachine, runPairs } from './pairs.js';
import { runForSample } from './sample-process.js';
import { readSettings, runCommand, wholeNumber } from './settings.js';
import { torchPeer } from './torch-peer.js';
import { BATCH, LENGTH, THREADS, type StepCounts } from './training-job.js';

const script = fileURLToPath(new URL('ordena-training.js', import.meta.url));
const print = (line: string): void => console.log(line);

await runCommand(async () => {
  const settings = readSettings({
    parts: 'full,lora',
    pairs: '5',
    steps: '8',
    models: 'smollm2-135m,qwen3-0.6b',
    variants: 'f32,bf16,f32-checkpointing',
    recompute: 'attention',
    'lora-steps': '2',
  });
  const python = process.env['ORDENA_PYTHON'] ?? 'python3';
  const pairs = wholeNumber('pairs', settings.pairs);
  const parts = settings.parts.split(',');
  print(`${describeMachine()}; ${THREADS} threads each`);
  if (parts.includes('full')) await full(python, pairs, wholeNumber('steps', settings.steps));
  if (!parts.includes('lora')) return;
  await runLoraPairs({
    python,
    pairs,
    models: settings.models.split(','),
    variants: settings.variants.split(','),
    recompute: settings.recompute,
    counts: { warmup: 1, steps: wholeNumber('lora-steps', settings['lora-steps']) },
    print,
  });
});

async function full(python: string, pairs: number, steps: number): Promise<void> {
  const counts: StepCounts = { warmup: 2, steps };
  const theirs = await torchPeer(python, counts);
  print(`15.7 M parameters, float32, batch ${BATCH} × ${LENGTH}`);
  await runPairs({
    ours: {
      name: 'Ordena',
      run: () => runForSample(process.execPath, [script, String(counts.warmup), String(counts.steps)]),
    },
    theirs,
    pairs,
    unit: 'tokens/s',
    print,
  });
}
