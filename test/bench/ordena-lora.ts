/**
 * One measured process of the LoRA bench: Ordena's trainer on random tokens. Prints one line of JSON.
 * Settings: see the defaults below; `--labelled` is how many of a row's tokens have a label.
 */
import {
  EMBEDDING,
  expectedTensors,
  newAdapterWeights,
  quantizeTwoWays,
  scalesFor,
  type Weights,
} from '@ordena/model';
import { createRng } from '@ordena/orders';
import { Trainer, floatWeights, type FrozenWeights, type TrainingRow } from '@ordena/training';
import { LORA_BATCH, LORA_LENGTH, LORA_SHAPES } from './lora-shapes.js';
import { BenchError } from './sample-process.js';
import { readSettings, wholeNumber } from './settings.js';
import { THREADS } from './training-job.js';

const settings = readSettings({
  model: 'qwen3-0.6b',
  precision: 'int8',
  recompute: 'attention',
  labelled: String(LORA_LENGTH),
  'head-rows': '128',

  warmup: '1',
  steps: '3',
});
const config = LORA_SHAPES[settings.model];
if (!config) throw new BenchError(`--model knows ${Object.keys(LORA_SHAPES).join(', ')}`);
const shapes = expectedTensors(config);
const labelled = wholeNumber('labelled', settings.labelled);
const rng = createRng(1);
const lora = { rank: 16, alpha: 32, targetModules: ['q_proj', 'k_proj', 'v_proj', 'o_proj'] };

/** Uniform numbers with deviation 0.02; one array serves all matrices of a size. */
const floats = new Map<number, Float32Array>();
function data(dims: readonly number[]): Float32Array {
  const length = dims.reduce((a, b) => a * b, 1);
  let array = floats.get(length);
  if (!array) {
    array = new Float32Array(length);
    let state = 1;
    for (let i = 0; i < length; i++) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
      array[i] = dims.length === 1 ? 1 : state * (0.0346 / 2 ** 31);
    }
    floats.set(length, array);
  }
  return array;
}

function base(): FrozenWeights {
  if (settings.precision === 'f32') {
    const weights: Weights = new Map();
    for (const [name, dims] of shapes) weights.set(name, { dims, data: data(dims).slice() });
    return floatWeights(weights);
  }
  const narrow = floatWeights(
    new Map(
      [...shapes].filter(([, d]) => d.length === 1).map(([name, dims]) => [name, { dims, data: data(dims) }]),
    ),
  );
  const width = shapes.get(EMBEDDING)?.[1] ?? 1;
  return {
    precision: 'int8',
    tensor: narrow.tensor,
    rows: (_name, ids) => {
      const rows = new Float32Array(ids.length * width);
      for (let i = 0; i < rows.length; i++) rows[i] = (rng.next() - 0.5) * 0.07;
      return rows;
    },
    matrix: (name) => {
      const dims = shapes.get(name) ?? [];
      const made = quantizeTwoWays(data(dims), dims[0] ?? 0, dims[1] ?? 0, scalesFor(name));
      floats.clear();
      return Promise.resolve(made);
    },
  };
}

const tokens = (): Int32Array =>
  Int32Array.from({ length: LORA_LENGTH }, () => Math.floor(rng.next() * config.vocabSize));
const row = (): TrainingRow => ({ ids: tokens(), labels: tokens().fill(-100, 0, LORA_LENGTH - labelled) });
const batch = (): TrainingRow[] => Array.from({ length: LORA_BATCH }, row);

const parameters = newAdapterWeights(config, lora, () => rng.next());
const made = performance.now();
const trainer = await Trainer.create({
  config,
  mode: { kind: 'lora', lora },
  parameters,
  base: base(),
  recompute: settings.recompute as 'cheap',
  headRows: wholeNumber('head-rows', settings['head-rows']),
  maxLength: LORA_LENGTH,
  optimizer: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01 },
  maxGradientNorm: 1,
  threads: THREADS,
});
const readySeconds = (performance.now() - made) / 1000;
const readyMiB = process.memoryUsage().rss / 2 ** 20;
for (let i = 0; i < Number(settings.warmup); i++) await trainer.trainStep([batch()], 1e-4);
const steps = wholeNumber('steps', settings.steps);
const start = performance.now();
let loss = NaN;
for (let i = 0; i < steps; i++) loss = (await trainer.trainStep([batch()], 1e-4)).loss;
const seconds = (performance.now() - start) / 1000;
const rss = process.memoryUsage().rss / 2 ** 20;
await trainer.close();
console.log(
  JSON.stringify({
    rate: (steps * LORA_BATCH * LORA_LENGTH) / seconds,
    peakMiB: process.resourceUsage().maxRSS / 1024,
    rssMiB: rss,
    readyMiB,
    readySeconds,
    loss,
  }),
);
