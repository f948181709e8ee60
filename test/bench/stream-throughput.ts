/**
 * `npm run bench:stream`: orders a second through Kafka, the stream and the inference service, against the engine alone
 * with the same texts and as many in work at once. Both are there all the time and take turns of a few seconds, because
 * the machine's own speed changes from minute to minute.
 *
 * `--pairs 8`; `--seconds 10` of measuring each turn; `--concurrency 32` orders at the engine at once; `--model FOLDER`.
 */
import { defaultModelDir } from '@ordena/default-model/model-dir';
import { setTimeout as sleep } from 'node:timers/promises';

import { devTexts } from '../support/dev-texts.js';
import { eventually } from '../support/eventually.js';
import {
  orderRecord,
  ordersLeft,
  publishAll,
  realInference,
  startStreamWorld,
  streamProcess,
} from '../support/stream-world.js';
import { openEngine, rateOf, WARM_UP_MS, type Load, type Side } from './engine-side.js';
import { describeMachine, runPairs } from './pairs.js';
import { peakMemory } from './sample-process.js';
import { readSettings, runCommand, wholeNumber } from './settings.js';

const PARTITIONS = 4;
/** Until what the other side had in work is done. */
const REST_MS = 3000;
/** Enough orders in the topic for any engine on the machines that this is meant for. */
const ORDERS_PER_SECOND = 150;

await runCommand(async () => {
  const settings = readSettings({ pairs: '8', seconds: '10', concurrency: '32', model: defaultModelDir() });
  const seconds = wholeNumber('seconds', settings.seconds);
  const pairs = wholeNumber('pairs', settings.pairs);
  const concurrency = wholeNumber('concurrency', settings.concurrency);
  const texts = await devTexts();
  console.log(
    `${describeMachine()}; ${texts.length} orders in turn, ${concurrency} at once, ${seconds} s a turn`,
  );
  const load = { model: settings.model, texts, concurrency, seconds };
  const engine = await openEngine(load);
  const stream = await openStream(load, pairs);
  try {
    await runPairs({
      ours: { name: 'stream', run: stream.run },
      theirs: { name: 'engine', run: engine.run },
      pairs,
      unit: 'orders/s',
      print: (line) => {
        console.log(line);
      },
    });
  } finally {
    await Promise.all([engine.close(), stream.close()]);
  }
});

/**
 * A broker full of orders, one inference process and one stream process, which is stopped by a signal between its turns.
 * What is counted is what the group committed.
 */
async function openStream({ model, texts, concurrency, seconds }: Load, turns: number): Promise<Side> {
  const world = await startStreamWorld(PARTITIONS);
  const inference = realInference({ ORDENA_MODEL: model });
  const stream = streamProcess(world.broker, inference, {
    ORDENA_STREAM_CONCURRENCY: String(concurrency),
    // It must not lose its place in the group while it is stopped.
    ORDENA_STREAM_SESSION_MS: '120000',
    ORDENA_STREAM_TIMEOUT_MS: '120000',
  });
  const close = async (): Promise<void> => {
    await Promise.all([stream.kill(), inference.kill()]);
    await world.close();
  };
  try {
    const orders = ORDERS_PER_SECOND * (seconds + WARM_UP_MS / 1000) * (turns + 1);
    await publishAll(
      world.events,
      Array.from({ length: orders }, (_, i) => orderRecord(i, texts[i % texts.length])),
    );
    const done = async (): Promise<number> => orders - (await ordersLeft(world.events));
    await inference.start();
    await stream.start();
    await eventually(done, (count) => count > 0);
    // The first turn is for the compilers of Java and of both processes.
    await sleep(4 * WARM_UP_MS);
    process.kill(stream.pid, 'SIGSTOP');
    await sleep(REST_MS);
    return {
      run: async () => {
        process.kill(stream.pid, 'SIGCONT');
        await sleep(WARM_UP_MS);
        const rate = await rateOf(done, seconds);
        process.kill(stream.pid, 'SIGSTOP');
        await sleep(REST_MS);
        return { rate, peakMiB: peakMemory(inference.pid) };
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
