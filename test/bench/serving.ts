/**
 * `npm run bench:serving`: Ordena against other engines on the same weights, in turns: prompts of 60 tokens, just 60 new
 * ones, greedy, no grammar. Prints orders and tokens a second, peak memory, the ratio, and whether the targets are met.
 *
 * `--models smollm2-135m,qwen3-0.6b`; `--peers all` or names; `--ours rows,blocks` of rows, blocks, rows-lookup,
 * blocks-lookup, f32 (scheduler and runner) and decode, decode-blocks (the bare loop over whole batches); `--concurrency 1,8,32` orders at once;
 * `--pairs 3` turns; `--folder FOLDER` that peers/setup.sh filled (default ORDENA_PEERS, else runs/peers); `--out FILE`
 * appends each result as a line of JSON; `--merge FILE,FILE` measures nothing and prints the table of such files;
 * `--alone peers` measures the peers only; `--roofline` what bounds each kind of step (see serving-roofline.ts).
 */
import { appendFileSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describeMachine } from './pairs.js';
import { BenchError, type Sample } from './sample-process.js';
import {
  NEW_TOKENS,
  PROMPT_TOKENS,
  SERVING_MODELS,
  THREADS,
  openPeersFolder,
  type PeersFolder,
  type ServingModel,
} from './serving-job.js';
import { figures, mergeLines, parseLines, row, tableOf, type ServingLine } from './serving-lines.js';
import { OUR_SIDES, ourFolder, runOurs, type OurSide } from './serving-ours.js';
import { SERVING_PEERS, missingOf, runPeer, type ServingPeer } from './serving-peers.js';
import { printRoofline } from './serving-roofline.js';
import { judge } from './serving-targets.js';
import { readSettings, runCommand, wholeNumber } from './settings.js';

const print = (line: string): void => console.log(line);

await runCommand(async () => {
  const roofline = process.argv.includes('--roofline');
  const settings = readSettings(
    {
      models: SERVING_MODELS.join(','),
      peers: 'all',
      ours: 'rows,blocks',
      concurrency: '1,8,32',
      pairs: '3',
      folder: process.env['ORDENA_PEERS'] ?? fileURLToPath(new URL('../../../runs/peers', import.meta.url)),
      alone: '',
      out: '',
      merge: '',
    },
    process.argv.slice(2).filter((argument) => argument !== '--roofline'),
  );
  if (settings.merge !== '') return report(settings.merge.split(',').flatMap(readLines));
  const folder = openPeersFolder(settings.folder);
  const turns = wholeNumber('pairs', settings.pairs);
  const concurrencies = settings.concurrency.split(',').map((text) => wholeNumber('concurrency', text));
  const peers = choose('peers', settings.peers, SERVING_PEERS);
  const ours = settings.alone === 'peers' ? [] : choose('ours', settings.ours, OUR_SIDES);
  const models = settings.models.split(',').map(modelNamed);
  print(
    `${describeMachine()}; ${THREADS} threads each; ${PROMPT_TOKENS} prompt tokens, ${NEW_TOKENS} new ones, greedy, no grammar`,
  );
  if (roofline) {
    for (const model of models) {
      for (const side of ours)
        await printRoofline(await ourFolder(folder, model, side), side, concurrencies, print);
    }
    return;
  }
  const lines: ServingLine[] = [];
  for (const model of models) {
    for (const peer of peers) {
      const missing = missingOf(peer, folder, model);
      if (missing !== undefined) {
        print(`${model}: ${peer.title} is absent: ${missing}`);
        continue;
      }
      for (const concurrency of concurrencies) {
        const made = await compare({ folder, model, concurrency, peer, ours, turns });
        if (settings.out !== '') {
          for (const line of made) appendFileSync(settings.out, `${JSON.stringify(line)}\n`);
        }
        lines.push(...made);
      }
    }
  }
  report(lines);
});

interface Meeting {
  readonly folder: PeersFolder;
  readonly model: ServingModel;
  readonly concurrency: number;
  readonly peer: ServingPeer;
  readonly ours: readonly OurSide[];
  readonly turns: number;
}

/** The peer and each side of ours in turns, in reverse order every second time. */
async function compare({ folder, model, concurrency, peer, ours, turns }: Meeting): Promise<ServingLine[]> {
  const samples: ReadonlyMap<string, Sample>[] = [];
  for (let turn = 0; turn < turns; turn++) {
    const sides: { id: string; run: () => Promise<Sample> }[] = [
      { id: 'peer', run: () => runPeer(peer, folder, model, concurrency) },
    ];
    for (const side of ours) {
      const path = await ourFolder(folder, model, side);
      sides.push({ id: side.id, run: () => runOurs(side, path, concurrency) });
    }
    const measured = new Map<string, Sample>();
    for (const side of turn % 2 === 0 ? sides : sides.toReversed()) measured.set(side.id, await side.run());
    const rates = [...measured].map(([id, { rate }]) => `${id} ${rate.toFixed(2)}`).join(', ');
    print(`${model}, ${concurrency} at once, ${peer.title}, turn ${turn + 1}: ${rates} orders/s`);
    samples.push(measured);
  }
  if (ours.length === 0)
    print(row([model, concurrency, peer.title, ...figures(samples.flatMap(sampleOf('peer')))]));
  const bits = peer.models[model]?.bits ?? NaN;
  return ours.map((side) => ({
    model,
    concurrency,
    ours: { id: side.id, title: side.title, bits: side.bits },
    peer: { id: peer.id, title: peer.title, bits },
    machine: describeMachine(),
    turns: samples.flatMap((measured) => {
      const [mine, theirs] = [measured.get(side.id), measured.get('peer')];
      return mine && theirs ? [{ ours: mine, theirs }] : [];
    }),
  }));
}

function sampleOf(id: string): (measured: ReadonlyMap<string, Sample>) => Sample[] {
  return (measured) => {
    const sample = measured.get(id);
    return sample ? [sample] : [];
  };
}

function report(lines: readonly ServingLine[]): void {
  if (lines.length === 0) return;
  print('');
  for (const line of tableOf(mergeLines(lines))) print(line);
  print('');
  for (const verdict of judge(lines)) print(verdict);
}

function readLines(path: string): ServingLine[] {
  try {
    return parseLines(readFileSync(path, 'utf8'), path);
  } catch (cause) {
    if (cause instanceof BenchError) throw cause;
    throw new BenchError(`cannot read ${path}`, { cause });
  }
}

function choose<T extends { readonly id: string }>(
  setting: string,
  names: string,
  all: readonly T[],
): readonly T[] {
  if (names === 'all') return all;
  return names.split(',').map((name) => {
    const found = all.find(({ id }) => id === name);
    if (found) return found;
    throw new BenchError(`--${setting} knows ${all.map(({ id }) => id).join(', ')}, not "${name}"`);
  });
}

function modelNamed(name: string): ServingModel {
  const found = SERVING_MODELS.find((model) => model === name);
  if (found) return found;
  throw new BenchError(`--models knows ${SERVING_MODELS.join(', ')}, not "${name}"`);
}
