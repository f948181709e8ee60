/**
 * One measured process of `npm run bench:training`: full training by Ordena's trainer, on random tokens.
 * Arguments: steps before the clock starts, steps counted. Prints one line of JSON.
 */
import { randomWeights } from '@ordena/model';
import { createRng } from '@ordena/orders';
import { Trainer, type TrainingRow } from '@ordena/training';
import { BATCH, BENCH_MODEL, LENGTH, THREADS } from './training-job.js';

const [warmup = 2, steps = 8] = process.argv.slice(2).map(Number);
const rng = createRng(1);
const tokens = (): Int32Array =>
  Int32Array.from({ length: LENGTH }, () => Math.floor(rng.next() * BENCH_MODEL.vocabSize));
const batch = (): TrainingRow[] => Array.from({ length: BATCH }, () => ({ ids: tokens(), labels: tokens() }));

const parameters = randomWeights(BENCH_MODEL, 1);
const trainer = await Trainer.create({
  config: BENCH_MODEL,
  mode: { kind: 'full' },
  parameters,
  optimizer: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01 },
  maxGradientNorm: 1,
  threads: THREADS,
});
for (let i = 0; i < warmup; i++) await trainer.trainStep([batch()], 1e-3);
const start = performance.now();
let loss = NaN;
for (let i = 0; i < steps; i++) loss = (await trainer.trainStep([batch()], 1e-3)).loss;
const seconds = (performance.now() - start) / 1000;
await trainer.close();
console.log(
  JSON.stringify({
    rate: (steps * BATCH * LENGTH) / seconds,
    peakMiB: process.resourceUsage().maxRSS / 1024,
    loss,
    parameters: [...parameters.values()].reduce((sum, { data }) => sum + data.length, 0),
  }),
);
