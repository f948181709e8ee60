import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { importModel } from '@ordena/model';
import { runForSample, type Sample } from './sample-process.js';
import { loadOf, type PeersFolder, type ServingModel } from './serving-job.js';

/** A way to serve with Ordena. */
export interface OurSide {
  /** As `--ours` names it. */
  readonly id: string;
  readonly title: string;
  /** Bits per weight, scales included. */
  readonly bits: number;
  readonly program: 'serving-engine.js' | 'serving-decode.js';
  readonly weights: 'int8' | 'float';
  readonly scales: 'rows' | 'blocks';
  /** Most tokens guessed behind a known one, by prompt lookup; the bare loop never guesses. */
  readonly guesses: number;
}

const ENGINE = 'serving-engine.js';
const LOOP = 'serving-decode.js';

const ROWS = { bits: 8.1, program: ENGINE, weights: 'int8', scales: 'rows', guesses: 0 } as const;
const BLOCKS = { ...ROWS, bits: 8.5, scales: 'blocks' } as const;

export const OUR_SIDES: readonly OurSide[] = [
  { ...ROWS, id: 'rows', title: 'Ordena int8 rows' },
  { ...BLOCKS, id: 'blocks', title: 'Ordena int8 blocks' },
  { ...ROWS, id: 'rows-lookup', title: 'Ordena int8 rows, prompt lookup', guesses: 3 },
  { ...BLOCKS, id: 'blocks-lookup', title: 'Ordena int8 blocks, prompt lookup', guesses: 3 },
  { ...BLOCKS, id: 'f32', title: 'Ordena f32', bits: 32, weights: 'float' },
  { ...ROWS, id: 'decode', title: 'Ordena loop rows', program: LOOP },
  { ...BLOCKS, id: 'decode-blocks', title: 'Ordena loop blocks', program: LOOP },
];

/** What our int8 weights are made of: those that llama.cpp reads. Q8_0 becomes our int8 without a loss. */
const SOURCES: Readonly<Record<ServingModel, string>> = {
  'smollm2-135m': 'smollm2-135m.Q4_1.gguf',
  'qwen3-0.6b': 'qwen3-0.6b.Q8_0.gguf',
};

/** The model folder that a side reads; made when it is not there yet. */
export async function ourFolder(folder: PeersFolder, model: ServingModel, side: OurSide): Promise<string> {
  if (side.weights === 'float') return folder.model(model);
  const made = folder.model(`${model}.ordena-int8`);
  if (!existsSync(made)) await importModel(folder.model(SOURCES[model]), made, { quantize: 'int8' });
  return made;
}

/** One measured process of ours. */
export function runOurs(side: OurSide, modelFolder: string, concurrency: number): Promise<Sample> {
  const { orders } = loadOf(concurrency, concurrency === 1 ? 6 : concurrency < 32 ? 2 : 1);
  const program = fileURLToPath(new URL(side.program, import.meta.url));
  return runForSample(process.execPath, [
    program,
    modelFolder,
    String(concurrency),
    String(orders),
    side.scales,
    String(side.guesses),
  ]);
}
