/**
 * `npm run bench:training`: full training of the 15.7 M model, Ordena against PyTorch float32, in pairs.
 *
 * ORDENA_PYTHON: an interpreter that has torch and transformers (default `python3`). ORDENA_BENCH_PAIRS: how many pairs
 * (default 5). ORDENA_BENCH_STEPS: optimizer steps that each process is timed over (default 8).
 */
import { fileURLToPath } from 'node:url';
import { describeMachine, runPairs } from './pairs.js';
import { BenchError, runForSample } from './sample-process.js';
import { torchPeer } from './torch-peer.js';
import { BATCH, LENGTH, THREADS, type StepCounts } from './training-job.js';

const script = fileURLToPath(new URL('ordena-training.js', import.meta.url));
const print = (line: string): void => console.log(line);

try {
  const counts: StepCounts = { warmup: 2, steps: positive('ORDENA_BENCH_STEPS', 8) };
  const pairs = positive('ORDENA_BENCH_PAIRS', 5);
  const theirs = await torchPeer(process.env['ORDENA_PYTHON'] ?? 'python3', counts);
  print(
    `${describeMachine()}; ${THREADS} threads each; 15.7 M parameters, float32, batch ${BATCH} × ${LENGTH}`,
  );
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
} catch (error) {
  if (!(error instanceof BenchError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

function positive(variable: string, fallback: number): number {
  const value = Number(process.env[variable] ?? fallback);
  if (!Number.isInteger(value) || value < 1)
    throw new BenchError(`${variable} must be a whole number above 0`);
  return value;
}
