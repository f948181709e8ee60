import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runForSample, type Sample } from './sample-process.js';
import {
  NEW_TOKENS,
  PROMPT_TOKENS,
  THREADS,
  loadOf,
  type Load,
  type PeersFolder,
  type ServingModel,
} from './serving-job.js';

/** An engine that Ordena is compared with. */
export interface ServingPeer {
  /** As `--peers` names it. */
  readonly id: string;
  readonly title: string;
  /** The file or folder it reads, and its bits per weight, by model; a model that is not there is not compared. */
  readonly models: Readonly<Partial<Record<ServingModel, { readonly name: string; readonly bits: number }>>>;
  /** Batches per measured process: fewer for the slow. */
  batches(concurrency: number): number;
  /** A program with its arguments; and what must be there for it to run. */
  start(folder: PeersFolder, model: string, load: Load): { command: string; args: string[]; needs: string[] };
}

/** Seen from `test/dist/bench`, where this file runs. */
const script = (name: string): string => fileURLToPath(new URL(`../../bench/peers/${name}`, import.meta.url));
const few = (concurrency: number): number => (concurrency === 1 ? 2 : 1);
const more = (concurrency: number): number => (concurrency === 1 ? 6 : concurrency < 32 ? 2 : 1);

function pythonArguments(model: string, { concurrency, orders }: Load): string[] {
  const counts = { concurrency, orders, prompt: PROMPT_TOKENS, new: NEW_TOKENS, threads: THREADS };
  return [
    '--model',
    model,
    ...Object.entries(counts).flatMap(([name, count]) => [`--${name}`, String(count)]),
  ];
}

function transformers(id: string, dtype: string, bits: number): ServingPeer {
  return {
    id,
    title: `transformers ${dtype}`,
    models: { 'smollm2-135m': { name: 'smollm2-135m', bits }, 'qwen3-0.6b': { name: 'qwen3-0.6b', bits } },
    batches: few,
    start: ({ python }, model, load) => ({
      command: python,
      args: [script('transformers_serving.py'), ...pythonArguments(model, load), '--dtype', dtype],
      needs: [join(model, 'config.json')],
    }),
  };
}

function genai(id: string, precision: string, bits: number): ServingPeer {
  const name = (model: ServingModel): { name: string; bits: number } => ({
    name: `${model}.genai-${precision}`,
    bits,
  });
  return {
    id,
    title: `onnxruntime-genai ${precision}`,
    models: { 'smollm2-135m': name('smollm2-135m'), 'qwen3-0.6b': name('qwen3-0.6b') },
    batches: more,
    start: ({ python }, model, load) => ({
      command: python,
      args: [script('genai_serving.py'), ...pythonArguments(model, load)],
      needs: [join(model, 'genai_config.json')],
    }),
  };
}

/** Two programs read GGUF files: node-llama-cpp's own build, and llama.cpp built for this processor. */
function llama(id: string, title: string, models: ServingPeer['models']): ServingPeer {
  return {
    id,
    title,
    models,
    batches: more,
    start: ({ path, python }, model, load) => {
      const program = join(path, 'llama.cpp/build/bin/llama-batched-bench');
      return {
        command: python,
        args: [script('llama_batched.py'), ...pythonArguments(model, load), '--program', program],
        needs: [program, model],
      };
    },
  };
}

function nodeLlama(id: string, title: string, models: ServingPeer['models']): ServingPeer {
  return {
    ...llama(id, title, models),
    start: ({ path }, model, { concurrency, orders }) => {
      const folder = join(path, 'node');
      const counts = [concurrency, orders, PROMPT_TOKENS, NEW_TOKENS, THREADS].map(String);
      return {
        command: process.execPath,
        args: [script('node_llama.mjs'), folder, model, ...counts],
        needs: [join(folder, 'node_modules/node-llama-cpp'), model],
      };
    },
  };
}

// Bits with their scales: a Q8_0 block of 32 takes 34 bytes, Q4_0 18, Q4_1 20.
const Q8_0 = { name: 'qwen3-0.6b.Q8_0.gguf', bits: 8.5 };
const Q4_0 = { name: 'qwen3-0.6b.Q4_0.gguf', bits: 4.5 };
const Q4_1 = { name: 'smollm2-135m.Q4_1.gguf', bits: 5 };
const QWEN3_Q4_1 = { name: 'qwen3-0.6b.Q4_1.gguf', bits: 5 };

export const SERVING_PEERS: readonly ServingPeer[] = [
  transformers('transformers-f32', 'float32', 32),
  transformers('transformers-bf16', 'bfloat16', 16),
  nodeLlama('node-llama-cpp', 'node-llama-cpp', { 'smollm2-135m': Q4_1, 'qwen3-0.6b': Q8_0 }),
  llama('llama.cpp', 'llama.cpp built here', { 'smollm2-135m': Q4_1, 'qwen3-0.6b': Q8_0 }),
  llama('llama.cpp-q4', 'llama.cpp built here, Q4_0', { 'qwen3-0.6b': Q4_0 }),
  llama('llama.cpp-q4_1', 'llama.cpp built here, Q4_1', { 'qwen3-0.6b': QWEN3_Q4_1 }),
  genai('genai-int8', 'int8', 9),
  genai('genai-int4', 'int4', 5),
];

/** What of a peer is missing on this machine for a model; undefined when it can run. */
export function missingOf(peer: ServingPeer, folder: PeersFolder, model: ServingModel): string | undefined {
  const file = peer.models[model];
  if (!file) return 'not compared on this model';
  const { needs } = peer.start(folder, folder.model(file.name), loadOf(1, 1));
  return needs.find((path) => !existsSync(path));
}

/** One measured process of a peer. */
export function runPeer(
  peer: ServingPeer,
  folder: PeersFolder,
  model: ServingModel,
  concurrency: number,
): Promise<Sample> {
  const file = peer.models[model]?.name ?? '';
  const { command, args } = peer.start(
    folder,
    folder.model(file),
    loadOf(concurrency, peer.batches(concurrency)),
  );
  return runForSample(command, args);
}
