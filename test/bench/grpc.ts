/**
 * `npm run bench:grpc`: orders a second through `Canonicalize`, as `ghz` asks for them over so many connections, against
 * the engine alone with the same texts and as many in work at once, in turns; then what a full queue answers.
 *
 * `--connections 1,32,256`; `--pairs 3`; `--seconds 10` of measuring each turn; `--queue 16` orders that may wait in the
 * last part; `--model FOLDER`. Needs `ghz`, or Go to build it.
 */
import { defaultModelDir } from '@ordena/default-model/model-dir';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { devTexts } from '../support/dev-texts.js';
import { realInference } from '../support/stream-world.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { openEngine, WARM_UP_MS, type Load } from './engine-side.js';
import { findGhz, runGhz, type GhzCall } from './ghz.js';
import { describeMachine, runPairs } from './pairs.js';
import { BenchError, peakMemory, type Sample } from './sample-process.js';
import { readSettings, runCommand, wholeNumber } from './settings.js';

const CALL = 'ordena.v1.CanonicalizationService/Canonicalize';

await runCommand(async () => {
  const settings = readSettings({
    connections: '1,32,256',
    pairs: '3',
    seconds: '10',
    queue: '16',
    model: defaultModelDir(),
  });
  const counts = settings.connections.split(',').map((text) => wholeNumber('connections', text));
  const pairs = wholeNumber('pairs', settings.pairs);
  const seconds = wholeNumber('seconds', settings.seconds);
  const queue = wholeNumber('queue', settings.queue);
  const { model } = settings;
  const ghz = await findGhz();
  const texts = await devTexts();
  const folder = await temporaryFolder();
  const dataFile = join(folder.path, 'orders.json');
  await writeFile(dataFile, JSON.stringify(texts.map((text) => ({ text }))));
  console.log(`${describeMachine()}; ${texts.length} orders in turn, ${seconds} s a turn`);
  try {
    for (const connections of counts) {
      console.log(`${connections} connections, an order at a time over each`);
      await compare({ model, texts, concurrency: connections, seconds }, { ghz, dataFile, pairs });
    }
    await overfill({ model, queue, connections: Math.max(...counts), seconds }, { ghz, dataFile });
  } finally {
    await folder.remove();
  }
});

interface Asking {
  readonly ghz: string;
  readonly dataFile: string;
}

async function compare(load: Load, { ghz, dataFile, pairs }: Asking & { pairs: number }): Promise<void> {
  const { model, concurrency: connections, seconds } = load;
  const engine = await openEngine(load);
  const inference = realInference({ ORDENA_MODEL: model });
  const throughGrpc = async (): Promise<Sample> => {
    const address = `127.0.0.1:${inference.port}`;
    const calls = await runGhz(ghz, {
      address,
      call: CALL,
      dataFile,
      connections,
      seconds: seconds + WARM_UP_MS / 1000 + 1,
    });
    const failed = calls.filter(({ status }) => status !== 'OK');
    if (failed.length > 0)
      throw new BenchError(`answers that are none: ${JSON.stringify(countStatuses(calls))}`);
    return { rate: rateOfCalls(calls, seconds), peakMiB: peakMemory(inference.pid) };
  };
  try {
    await inference.start();
    await runPairs({
      ours: { name: 'gRPC', run: throughGrpc },
      theirs: { name: 'engine', run: engine.run },
      pairs,
      unit: 'orders/s',
      print: (line) => {
        console.log(`  ${line}`);
      },
    });
  } finally {
    await Promise.all([engine.close(), inference.kill()]);
  }
}

/** More connections than the queue has places: what is refused is refused with one status only. */
async function overfill(
  load: { model: string; queue: number; connections: number; seconds: number },
  { ghz, dataFile }: Asking,
): Promise<void> {
  const { model, queue, connections, seconds } = load;
  const inference = realInference({ ORDENA_MODEL: model, ORDENA_MAX_QUEUE: String(queue) });
  try {
    await inference.start();
    const address = `127.0.0.1:${inference.port}`;
    const calls = await runGhz(ghz, { address, call: CALL, dataFile, connections, seconds });
    const counts = countStatuses(calls);
    console.log(`${connections} connections, ${queue} orders may wait: ${JSON.stringify(counts)}`);
  } finally {
    await inference.kill();
  }
}

/** Answers a second between the end of the warm-up and the last answer of the turn. */
function rateOfCalls(calls: readonly GhzCall[], seconds: number): number {
  const ends = calls.map(({ timestamp }) => Date.parse(timestamp)).sort((a, b) => a - b);
  const began = Math.min(...calls.map(({ timestamp, latency }) => Date.parse(timestamp) - latency / 1e6));
  const counted = ends.filter(
    (end) => end >= began + WARM_UP_MS && end <= began + WARM_UP_MS + seconds * 1000,
  );
  const [first = NaN] = counted;
  const last = counted.at(-1) ?? NaN;
  return ((counted.length - 1) / (last - first)) * 1000;
}

function countStatuses(calls: readonly GhzCall[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status } of calls) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
