/**
 * What an int8 base costs LoRA in exactness: `node test/dist/bench/int8-gradients.js --model FOLDER` takes hand-written
 * orders through a model with a float base and with int8 bases, scales by block, by row, and as training has them, and prints how far losses
 * and adapter gradients are from the float base's; `--steps 50` also how far so many optimizer steps lead apart.
 */
import { formatPrompt } from '@ordena/dataset';
import { readHandWritten } from '@ordena/default-model';
import { loadModelFolder, newAdapterWeights, type Model } from '@ordena/model';
import { canonicalJson, createRng } from '@ordena/orders';
import { encodeExample, OrderTokenizer } from '@ordena/tokenization';
import { Trainer, floatWeights, int8Weights, type FrozenWeights, type TrainingRow } from '@ordena/training';
import { readSettings, runCommand, wholeNumber } from './settings.js';
import { THREADS } from './training-job.js';

const LENGTH = 96;
const lora = { rank: 16, alpha: 32, targetModules: ['q_proj', 'k_proj', 'v_proj', 'o_proj'] };

await runCommand(async () => {
  const settings = readSettings({
    model: '',
    rows: '8',
    steps: '0',
    batch: '4',
    bases: 'blocks,rows,default',
  });
  const model = await loadModelFolder(settings.model);
  const rows = await orders(settings.model);
  const count = wholeNumber('rows', settings.rows);
  const [steps, batch] = [wholeNumber('steps', settings.steps, 0), wholeNumber('batch', settings.batch)];
  const batches = Array.from({ length: steps }, (_, i) => rows.slice(i * batch, (i + 1) * batch));
  const bases: Record<string, () => FrozenWeights> = {
    blocks: () => int8Weights(model.weights, () => ({ straight: 'blocks', transposed: 'blocks' })),
    rows: () => int8Weights(model.weights, () => ({ straight: 'rows', transposed: 'rows' })),
    default: () => int8Weights(model.weights),
  };
  const float = await measure(model, floatWeights(model.weights), rows.slice(0, count), batches);
  console.log(`float base: loss ${float.loss.toFixed(4)}`);
  for (const name of settings.bases.split(',')) {
    const int8 = await measure(
      model,
      bases[name]?.() ?? floatWeights(model.weights),
      rows.slice(0, count),
      batches,
    );
    const parts = [...float.gradients].map(([key, gradient]) => cosine(gradient, int8.gradients.get(key)));
    console.log(
      `${name}: loss ${int8.loss.toFixed(4)}, cosine of all gradients ${cosine(joined(float), joined(int8)).toFixed(4)}, ` +
        `of a matrix ${Math.min(...parts).toFixed(4)} at the least`,
    );
    if (steps === 0) continue;
    const gaps = float.losses.map((loss, i) => Math.abs((int8.losses[i] ?? NaN) / loss - 1));
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / steps;
    console.log(
      `${name}: ${steps} steps, loss ${float.losses.at(-1)?.toFixed(4)} with floats, ${int8.losses.at(-1)?.toFixed(4)}; ` +
        `apart at most ${percent(Math.max(...gaps))}, in the mean ${percent(mean)}`,
    );
  }
});

interface Measured {
  readonly loss: number;
  readonly gradients: ReadonlyMap<string, Float32Array>;
  /** Before each step of a run from a new adapter. */
  readonly losses: readonly number[];
}

async function measure(
  model: Model,
  base: FrozenWeights,
  rows: readonly TrainingRow[],
  batches: readonly (readonly TrainingRow[])[],
): Promise<Measured> {
  const rng = createRng(3);
  const parameters = newAdapterWeights(model.config, lora, () => rng.next());
  const start = new Map([...parameters].map(([name, { data }]) => [name, data.slice()]));
  const trainer = await Trainer.create({
    config: model.config,
    mode: { kind: 'lora', lora },
    parameters,
    base,
    maxLength: LENGTH,
    optimizer: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01 },
    maxGradientNorm: 1,
    threads: THREADS,
  });
  // Gradients where both matrices of an adapter are at work; a new one's B is zero.
  for (const [name, { data }] of parameters)
    if (name.endsWith('lora_B.weight')) data.forEach((_, i) => (data[i] = (rng.next() - 0.5) * 0.01));
  const { loss } = await trainer.trainStep([rows], 0);
  const gradients = new Map(trainer.trainable.map(({ name, gradient }) => [name, gradient.slice()]));
  for (const { name, weight, moments } of trainer.trainable) {
    weight.set(start.get(name) ?? []);
    moments.first.fill(0);
    moments.second.fill(0);
  }
  trainer.step = 0;
  const losses: number[] = [];
  for (const batch of batches) losses.push((await trainer.trainStep([batch], 2e-4)).loss);
  await trainer.close();
  return { loss, gradients, losses };
}

async function orders(folder: string): Promise<TrainingRow[]> {
  const tokenizer = await OrderTokenizer.load(folder);
  const { train } = await readHandWritten();
  return train.flatMap(({ text, order }) => {
    if (!order) return [];
    const example = { prompt: formatPrompt(text), target: canonicalJson(order) };
    return [encodeExample(tokenizer, example, { maxLength: LENGTH, labels: 'sequence' })];
  });
}

function joined({ gradients }: Measured): Float32Array {
  return Float32Array.from([...gradients.values()].flatMap((part) => [...part]));
}

function cosine(a: Float32Array, b: Float32Array | undefined): number {
  let [ab, aa, bb] = [0, 0, 0];
  a.forEach((value, i) => {
    const other = b?.[i] ?? 0;
    ab += value * other;
    aa += value * value;
    bb += other * other;
  });
  return ab / Math.sqrt(aa * bb);
}

function percent(share: number): string {
  return `${(share * 100).toPrecision(2)}%`;
}
