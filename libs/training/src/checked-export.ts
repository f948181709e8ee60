import { formatPrompt, readRecords, writePromptFile, type OrderRecord } from '@ordena/dataset';
import { scoreOrders } from '@ordena/metrics';
import {
  allFinite,
  dequantizeModel,
  importModel,
  loadAdapterFolder,
  loadAnyModelFolder,
  loadModelFolder,
  mergeAdapter,
  saveModelFolder,
  type Model,
  type Weights,
} from '@ordena/model';
import { canonicalJson } from '@ordena/orders';
import { encodeExample, OrderTokenizer } from '@ordena/tokenization';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { TrainingRow } from './batch.js';
import { TrainingError } from './errors.js';
import { passGate, type GateReport } from './export-gate.js';
import { TOKENIZER_FILES } from './export-run.js';
import { rightTokens } from './token-agreement.js';
import { answerRecords } from './validation.js';

export interface CheckedExportOptions {
  /** A folder that is not there yet. */
  readonly outDir: string;
  /** Held-out orders with their JSON: a file or folder. */
  readonly dataPath: string;
  /** How far the measure may fall. Default 0.01. */
  readonly maxDrop?: number;
  /** Uses so many of the orders only. */
  readonly maxOrders?: number;
}

/**
 * Adds an adapter into its base and checks the written model on held-out orders against base + adapter, as training
 * computes them: the share of answer tokens that each puts first.
 *
 * @throws ModelError when the adapter is not for this base; TrainingError EXPORT_WORSE, EXISTS, NO_DATA. `outDir` is then
 *   not there.
 */
export async function mergeModel(
  options: CheckedExportOptions & { readonly adapterDir: string; readonly baseDir: string },
): Promise<GateReport> {
  const { adapterDir, baseDir, outDir } = options;
  const adapter = await loadAdapterFolder(adapterDir);
  const base = await loadFloats(baseDir);
  const tokenizer = await OrderTokenizer.load(baseDir);
  tokenizer.checkFits(base.config.vocabSize);
  const merged = mergeAdapter(base.config, base.weights, adapter, adapterDir);
  checkFinite(outDir, merged);
  const records = await heldOut(options);
  const rows = records.map((record) => answerRow(record, tokenizer));
  return aside(outDir, async (dir) => {
    await saveModelFolder(dir, { config: base.config, weights: merged });
    for (const file of TOKENIZER_FILES)
      if (existsSync(join(baseDir, file))) await copyFile(join(baseDir, file), join(dir, file));
    await writePromptFile(dir);
    const parameters = new Map([...base.weights, ...adapter.weights]);
    const before = await rightTokens(base.config, { kind: 'lora', lora: adapter.lora }, parameters, rows);
    // Read back: what is checked is what was written.
    const written = await loadModelFolder(dir);
    const after = await rightTokens(base.config, { kind: 'full' }, written.weights, rows);
    const orders = records.map(({ id }, i) => {
      const labels = rows[i]?.labels.filter((label) => label >= 0).length ?? 1;
      return { id, before: (before[i] ?? 0) / labels, after: (after[i] ?? 0) / labels };
    });
    return passGate('the share of right tokens', outDir, orders, options.maxDrop ?? 0.01);
  });
}

/**
 * Writes a model in int8 and checks it on held-out orders against the model it was made of: F1 through the serving
 * engine.
 *
 * @throws ModelError; TrainingError EXPORT_WORSE, EXISTS, NO_DATA. `outDir` is then not there.
 */
export async function exportInt8(
  options: CheckedExportOptions & { readonly modelDir: string },
): Promise<GateReport> {
  const { modelDir, outDir } = options;
  const records = await heldOut(options);
  return aside(outDir, async (dir) => {
    await importModel(modelDir, dir, { quantize: 'int8' });
    await writePromptFile(dir);
    const before = await answerRecords(modelDir, records);
    const after = await answerRecords(dir, records);
    const orders = records.map(({ id }, i) => ({
      id,
      before: scoreOrders(before.slice(i, i + 1)).f1,
      after: scoreOrders(after.slice(i, i + 1)).f1,
    }));
    return passGate('F1', outDir, orders, options.maxDrop ?? 0.01);
  });
}

/** Two models that give nothing but NaN would pass as equal. */
function checkFinite(outDir: string, weights: Weights): void {
  for (const [name, { data }] of weights) {
    if (!allFinite(data))
      throw new TrainingError(
        'EXPORT_WORSE',
        outDir,
        `nothing was written: ${name} would hold NaN or infinity`,
      );
  }
}

/** Works in a folder beside `outDir`, which appears when the work is done and not before. */
async function aside<T>(outDir: string, work: (dir: string) => Promise<T>): Promise<T> {
  const target = resolve(outDir);
  if (existsSync(target)) throw new TrainingError('EXISTS', outDir, 'is there already: name a new folder');
  const dir = `${target}.exporting-${process.pid}`;
  try {
    await mkdir(dirname(target), { recursive: true });
    const result = await work(dir);
    await rename(dir, target);
    return result;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function heldOut({ dataPath, maxOrders }: CheckedExportOptions): Promise<Required<OrderRecord>[]> {
  const records = (await readRecords(dataPath)).filter(
    (record): record is Required<OrderRecord> => record.order !== undefined,
  );
  if (records.length === 0) throw new TrainingError('NO_DATA', dataPath, 'has no orders with their JSON');
  return records.slice(0, maxOrders ?? records.length);
}

function answerRow({ text, order }: Required<OrderRecord>, tokenizer: OrderTokenizer): TrainingRow {
  const example = { prompt: formatPrompt(text), target: canonicalJson(order) };
  return encodeExample(tokenizer, example, { maxLength: 1024, labels: 'answer' });
}

async function loadFloats(dir: string): Promise<Model> {
  const loaded = await loadAnyModelFolder(dir);
  return loaded.kind === 'float' ? loaded.model : dequantizeModel(loaded.model);
}
