import { copyFile, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { OrderTokenizer, importGgufTokenizer, saveTokenizer } from '@ordena/tokenization';
import type { ModelConfig } from '../config/model-config.js';
import { ModelError } from '../errors.js';
import { DEFAULT_BLOCK_SIZE, quantizeMatrix, type QuantizedMatrix } from '../quantize/int8.js';
import { loadAnyModelFolder, saveQuantizedFolder, type AnyModel } from '../quantize/quantized-folder.js';
import { quantizeModel } from '../quantize/quantized-model.js';
import { saveModelFolder } from '../weights/model-folder.js';
import type { WeightTensor, Weights } from '../weights/types.js';
import { readGguf, type GgufModel } from './gguf-file.js';

export interface ImportOptions {
  /** `int8` writes matrices in int8 blocks, about a quarter of the size of the default, float32. */
  readonly quantize?: 'int8';
}

/** What an import made. */
export interface ImportedModel {
  readonly config: ModelConfig;
  readonly kind: AnyModel['kind'];
  /** How many tensors of the source there were of each number format. */
  readonly formats: Readonly<Record<string, number>>;
}

/** Files of a source folder that are taken over as they are, where they are there. */
const TAKEN_FILES = [
  'tokenizer.json',
  'tokenizer_config.json',
  'special_tokens_map.json',
  'added_tokens.json',
  'chat_template.jinja',
  // Names every token that ends an answer, where config.json names one.
  'generation_config.json',
];

/**
 * Makes a model folder of a Hugging Face folder or a GGUF file (F32, F16, BF16, Q8_0, Q4_0, Q4_1), with its tokenizer.
 * Everything is checked and written aside before `out` appears.
 *
 * @param source a folder, or a file whose name ends in `.gguf`.
 * @param out a folder that is not there yet, or is empty.
 * @throws ModelError; TokenizationError when the tokenizer cannot be used or does not fit the model.
 */
export async function importModel(source: string, out: string, options: ImportOptions = {}): Promise<ImportedModel> {
  await checkFree(out);
  const target = resolve(out);
  await mkdir(dirname(target), { recursive: true });
  const aside = `${target}.importing-${process.pid}`;
  try {
    await mkdir(aside);
    const isFolder = await stat(source).then(
      (found) => found.isDirectory(),
      (cause: unknown) => {
        throw new ModelError('MISSING_FILE', { file: source }, 'there is no such folder or file', cause);
      },
    );
    const made = isFolder ? await importFolder(source, aside, options) : await importGguf(source, aside, options);
    (await OrderTokenizer.load(aside)).checkFits(made.config.vocabSize);
    await rm(target, { recursive: true, force: true });
    await rename(aside, target);
    return made;
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

async function checkFree(out: string): Promise<void> {
  const names = await readdir(out).catch((cause: unknown) => {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return [];
    throw new ModelError('WRITE_FAILED', { file: out }, 'the folder cannot be read', cause);
  });
  if (names.length > 0) throw new ModelError('WRITE_FAILED', { file: out }, 'the folder is not empty');
}

async function importFolder(source: string, out: string, { quantize }: ImportOptions): Promise<ImportedModel> {
  const loaded = await loadAnyModelFolder(source);
  const wanted: AnyModel =
    quantize === 'int8' && loaded.kind === 'float' ? { kind: 'int8', model: quantizeModel(loaded.model) } : loaded;
  await save(out, wanted);
  for (const name of TAKEN_FILES) await copyIfThere(join(source, name), join(out, name));
  const { config } = wanted.model;
  return { config, kind: wanted.kind, formats: { [loaded.kind]: countOf(loaded) } };
}

async function importGguf(source: string, out: string, { quantize }: ImportOptions): Promise<ImportedModel> {
  const vectors: Weights = new Map();
  const matrices = new Map<string, QuantizedMatrix>();
  // Quantised as they come, so that no more than one matrix lies in memory as floats.
  const take = (name: string, tensor: WeightTensor): void => {
    if (quantize !== 'int8' || tensor.dims.length === 1) vectors.set(name, tensor);
    else matrices.set(name, quantizeMatrix(name, tensor, DEFAULT_BLOCK_SIZE));
  };
  const found: GgufModel = await readGguf(source, take);
  const { config, formats } = found;
  const { json, eosToken, padToken } = importGgufTokenizer(found.tokenizer, source);
  await saveTokenizer(out, json, { eosToken, padToken, maxLength: config.maxPositionEmbeddings });
  const model: AnyModel =
    quantize === 'int8'
      ? { kind: 'int8', model: { config, blockSize: DEFAULT_BLOCK_SIZE, matrices, vectors } }
      : { kind: 'float', model: { config, weights: vectors } };
  await save(out, model);
  return { config, kind: model.kind, formats };
}

async function save(out: string, any: AnyModel): Promise<void> {
  if (any.kind === 'int8') await saveQuantizedFolder(out, any.model);
  else await saveModelFolder(out, any.model);
}

function countOf(any: AnyModel): number {
  return any.kind === 'int8' ? any.model.matrices.size + any.model.vectors.size : any.model.weights.size;
}

async function copyIfThere(from: string, to: string): Promise<void> {
  try {
    await copyFile(from, to);
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return;
    throw new ModelError('WRITE_FAILED', { file: to }, 'the file cannot be copied', cause);
  }
}
