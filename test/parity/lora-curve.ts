/**
 * `npm run parity:lora-curve -- --model FOLDER`: the same LoRA steps by PEFT and by Ordena, from the same adapter on the
 * same rows (hand-written orders, prompt and answer), with dropout 0. Prints how far our losses are from PEFT's with a
 * float and with an int8 base, and how far apart the logits are when each loads the adapter that the other trained.
 *
 * ORDENA_PYTHON: an interpreter that has torch, transformers and peft (default `python3`). `--job FOLDER` keeps everything
 * there, and takes the job.json and PEFT's part from there when they are there already.
 */
import { formatPrompt } from '@ordena/dataset';
import { readHandWritten } from '@ordena/default-model';
import { canonicalJson } from '@ordena/orders';
import { loadAdapterFolder, saveAdapterFolder } from '@ordena/model';
import { encodeExample, OrderTokenizer } from '@ordena/tokenization';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describeMachine } from '../bench/pairs.js';
import { BenchError } from '../bench/sample-process.js';
import { readSettings, runCommand, wholeNumber } from '../bench/settings.js';
import { loadJob, lossGaps, probeLogits, trainJob, type JobFile } from '../support/lora-job.js';
import { readTensors } from '../support/parity-fixtures.js';
import { largestGap } from '../support/parity-forward.js';
import { run } from '../support/run-ordena.js';

/** Seen from `test/dist/parity`, where this file runs. */
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const SCRIPT = join(ROOT, 'test/parity/peft_job.py');
const TARGETS: Readonly<Record<string, readonly string[]>> = {
  attention: ['q_proj', 'k_proj', 'v_proj', 'o_proj'],
  all: ['q_proj', 'k_proj', 'v_proj', 'o_proj', 'gate_proj', 'up_proj', 'down_proj'],
};
const DEFAULTS = {
  model: '',
  steps: '50',
  batch: '4',
  length: '96',
  targets: 'attention',
  rate: '2e-4',
  threads: '2',
  job: '',
};
type CurveSettings = { [K in keyof typeof DEFAULTS]: string };

async function python(...args: string[]): Promise<void> {
  const program = process.env['ORDENA_PYTHON'] ?? 'python3';
  const { code, stdout, stderr } = await run(program, [SCRIPT, ...args]);
  if (code === 0) return;
  throw new BenchError(
    `${program} ${args.join(' ')}: ${stdout}${stderr}\nORDENA_PYTHON names an interpreter with torch, transformers and peft`,
  );
}

/** The first hand-written orders that are trained on, a row each, cut at `length` tokens. */
async function makeJob(settings: CurveSettings): Promise<JobFile> {
  const targets = TARGETS[settings.targets];
  if (settings.model === '' || !targets)
    throw new BenchError('--model names a folder with a model; --targets is attention or all');
  const tokenizer = await OrderTokenizer.load(settings.model);
  const [steps, batch] = [wholeNumber('steps', settings.steps), wholeNumber('batch', settings.batch)];
  const maxLength = wholeNumber('length', settings.length, 8);
  const { train } = await readHandWritten();
  const rows = train.flatMap(({ text, order }) => {
    if (!order) return [];
    const example = { prompt: formatPrompt(text), target: canonicalJson(order) };
    const { ids, labels } = encodeExample(tokenizer, example, { maxLength, labels: 'sequence' });
    return ids.length === maxLength ? [{ ids: [...ids], labels: [...labels] }] : [];
  });
  if (rows.length < steps * batch + 1)
    throw new BenchError(
      `only ${rows.length} orders have ${maxLength} tokens: take fewer --steps or a smaller --batch`,
    );
  return {
    model: relative(ROOT, resolve(settings.model)),
    rank: 16,
    alpha: 32,
    targets,
    rate: Number(settings.rate),
    weight_decay: 0.01,
    max_norm: 1,
    seed: 7,
    threads: wholeNumber('threads', settings.threads),
    probe: rows.slice(-1),
    batches: Array.from({ length: steps }, (_, step) => rows.slice(step * batch, (step + 1) * batch)),
  };
}

async function main(): Promise<void> {
  const settings = readSettings(DEFAULTS);
  const dir = resolve(settings.job === '' ? await mkdtemp(join(tmpdir(), 'lora-curve-')) : settings.job);
  await mkdir(dir, { recursive: true });
  if (!existsSync(join(dir, 'job.json')))
    await writeFile(join(dir, 'job.json'), JSON.stringify(await makeJob(settings)));
  if (!existsSync(join(dir, 'trained-logits.safetensors'))) await python('train', dir);
  const job = await loadJob(dir, ROOT);
  const theirs = JSON.parse(await readFile(join(dir, 'losses.json'), 'utf8')) as number[];
  const { batches, targets, model } = job.file;
  console.log(
    `${describeMachine()}; ${model.split('/').at(-1) ?? ''}, ${batches.length} steps of ${batches[0]?.length ?? 0} rows, LoRA on ${targets.join(', ')}`,
  );
  console.log(`PEFT: loss ${theirs[0]?.toFixed(4) ?? ''} to ${theirs.at(-1)?.toFixed(4) ?? ''}`);
  for (const precision of ['f32', 'int8'] as const) {
    const { losses, adapter } = await trainJob(job, precision);
    const { largest, mean } = lossGaps(losses, theirs);
    console.log(
      `Ordena, ${precision} base: loss to ${losses.at(-1)?.toFixed(4) ?? ''}; from PEFT's at most ${percent(largest)}, ${percent(mean)} in the mean`,
    );
    if (precision === 'f32') await saveAdapterFolder(join(dir, 'ours'), adapter);
  }
  const ours = await probeLogits(job, await loadAdapterFolder(join(dir, 'ours')));
  await python('logits', dir, join(dir, 'ours'), join(dir, 'ours-logits.safetensors'));
  const [seen, trained] = [await logitsIn(dir, 'ours'), await logitsIn(dir, 'trained')];
  console.log(`PEFT loads our adapter: logits at most ${largestGap(ours, seen).toExponential(1)} from ours`);
  const found = await probeLogits(job, await loadAdapterFolder(join(dir, 'trained')));
  console.log(`we load PEFT's: logits at most ${largestGap(found, trained).toExponential(1)} from PEFT's`);
  if (settings.job === '') await rm(dir, { recursive: true, force: true });
}

async function logitsIn(dir: string, name: string): Promise<Float32Array> {
  return (
    (await readTensors(join(dir, `${name}-logits.safetensors`))).get('logits')?.data ?? new Float32Array()
  );
}

function percent(share: number): string {
  return `${(share * 100).toPrecision(2)}%`;
}

await runCommand(main);
