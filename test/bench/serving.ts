/**
 * `npm run bench:serving`: Ordena's engine against other engines on the same weights, in pairs: prompts of 60 tokens, just
 * 60 new ones, greedy, no grammar. Prints orders and tokens a second, peak memory, the ratio, and whether the targets are
 * met.
 *
 * `--models smollm2-135m,qwen3-0.6b`; `--peers all` or names; `--concurrency 1,8,32` orders at once; `--pairs 3`;
 * `--folder FOLDER` that peers/setup.sh filled (default ORDENA_PEERS, else runs/peers); `--alone peers` measures the
 * peers only, without pairs; `--scales rows` gives our int8 weights a scale per row instead of per block.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { importModel } from '@ordena/model';
import { describeMachine, median, runPairs } from './pairs.js';
import { BenchError, runForSample, type Sample } from './sample-process.js';
import {
  NEW_TOKENS,
  PROMPT_TOKENS,
  SERVING_MODELS,
  THREADS,
  loadOf,
  openPeersFolder,
  type PeersFolder,
  type ServingModel,
} from './serving-job.js';
import { SERVING_PEERS, missingOf, runPeer, type ServingPeer } from './serving-peers.js';
import { judge, type Comparison } from './serving-targets.js';
import { readSettings, runCommand, wholeNumber } from './settings.js';

const OURS = 'Ordena int8';
/** What our weights are made of: those that llama.cpp reads. Q8_0 becomes our int8 without a loss. */
const SOURCES: Readonly<Record<ServingModel, string>> = {
  'smollm2-135m': 'smollm2-135m.Q4_1.gguf',
  'qwen3-0.6b': 'qwen3-0.6b.Q8_0.gguf',
};
const decode = fileURLToPath(new URL('serving-decode.js', import.meta.url));
const print = (line: string): void => console.log(line);

await runCommand(async () => {
  const settings = readSettings({
    models: SERVING_MODELS.join(','),
    peers: 'all',
    concurrency: '1,8,32',
    pairs: '3',
    folder: process.env['ORDENA_PEERS'] ?? fileURLToPath(new URL('../../../runs/peers', import.meta.url)),
    alone: '',
    scales: 'blocks',
  });
  const folder = openPeersFolder(settings.folder);
  const pairs = wholeNumber('pairs', settings.pairs);
  const concurrencies = settings.concurrency.split(',').map((text) => wholeNumber('concurrency', text));
  const peers = choose(settings.peers, SERVING_PEERS);
  print(
    `${describeMachine()}; ${THREADS} threads each; ${PROMPT_TOKENS} prompt tokens, ${NEW_TOKENS} new ones, greedy, no grammar`,
  );
  const comparisons: Comparison[] = [];
  for (const model of settings.models.split(',').map(modelNamed)) {
    const ours = settings.alone === 'peers' ? '' : await ourFolder(folder, model);
    for (const peer of peers) {
      const missing = missingOf(peer, folder, model);
      if (missing !== undefined) {
        print(`${model}: ${peer.title} is absent: ${missing}`);
        continue;
      }
      for (const concurrency of concurrencies) {
        const theirs = { name: peer.title, run: () => runPeer(peer, folder, model, concurrency) };
        print(`${model}, ${concurrency} at once, against ${peer.title}`);
        if (ours === '') {
          const samples: Sample[] = [];
          for (let i = 0; i < pairs; i++) samples.push(await theirs.run());
          print(row([model, concurrency, peer.title, ...figures(samples)]));
          continue;
        }
        const report = await runPairs({
          ours: { name: OURS, run: () => runOurs(ours, concurrency, settings.scales) },
          theirs,
          pairs,
          unit: 'orders/s',
          print,
        });
        comparisons.push({ model, concurrency, peer, report });
      }
    }
  }
  if (comparisons.length === 0) return;
  print('\nmodel, at once, engine: orders/s, tokens/s, peak MiB, ratio');
  for (const { model, concurrency, peer, report } of comparisons) {
    print(row([model, concurrency, OURS, ...figures(report.ours)]));
    print(row([model, concurrency, peer.title, ...figures(report.theirs), report.medianRatio.toFixed(2)]));
  }
  print('');
  for (const verdict of judge(comparisons)) print(verdict);
});

function runOurs(folder: string, concurrency: number, scales: string): Promise<Sample> {
  const { orders } = loadOf(concurrency, concurrency === 1 ? 6 : concurrency < 32 ? 2 : 1);
  return runForSample(process.execPath, [decode, folder, String(concurrency), String(orders), scales]);
}

/** Our model folder; made when it is not there yet. */
async function ourFolder(folder: PeersFolder, model: ServingModel): Promise<string> {
  const made = folder.model(`${model}.ordena-int8`);
  if (existsSync(made)) return made;
  print(`making ${made}`);
  await importModel(folder.model(SOURCES[model]), made, { quantize: 'int8' });
  return made;
}

function figures(samples: readonly Sample[]): string[] {
  const rate = median(samples.map((sample) => sample.rate));
  const peak = median(samples.map((sample) => sample.peakMiB));
  return [rate.toFixed(2), (rate * NEW_TOKENS).toFixed(0), peak.toFixed(0)];
}

function row(cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}

function choose(names: string, all: readonly ServingPeer[]): readonly ServingPeer[] {
  if (names === 'all') return all;
  return names.split(',').map((name) => {
    const found = all.find(({ id }) => id === name);
    if (found) return found;
    throw new BenchError(`--peers knows ${all.map(({ id }) => id).join(', ')}, not "${name}"`);
  });
}

function modelNamed(name: string): ServingModel {
  const found = SERVING_MODELS.find((model) => model === name);
  if (found) return found;
  throw new BenchError(`--models knows ${SERVING_MODELS.join(', ')}, not "${name}"`);
}
