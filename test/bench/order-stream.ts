import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import {
  countResults,
  orderRecord,
  publishAll,
  startStreamWorld,
  streamProcess,
  stubInference,
} from '../support/stream-world.js';

/**
 * Orders a second through 1 to `--processes` stream processes, each with `--concurrency` orders at an engine that sleeps
 * `--engine` milliseconds and has room for all: what more processes bring when the engine is not the limit.
 */
const { values } = parseArgs({
  options: {
    processes: { type: 'string', default: '3' },
    concurrency: { type: 'string', default: '4' },
    engine: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '10' },
  },
});

for (let processes = 1; processes <= Number(values.processes); processes++) {
  const perSecond = (1000 / Number(values.engine)) * Number(values.concurrency) * processes;
  const world = await startStreamWorld(6);
  const inference = stubInference(Number(values.engine), 1024);
  await inference.start();
  const env = { ORDENA_STREAM_CONCURRENCY: values.concurrency };
  const streams = Array.from({ length: processes }, () => streamProcess(world.broker, inference, env));
  const reading = new AbortController();
  try {
    for (const stream of streams) await stream.start();
    // The group settles first: what is measured is the stream, not its start.
    await sleep(12_000);
    const orders = Math.round(perSecond * Number(values.seconds));
    const seen = countResults(world.events, reading.signal);
    await publishAll(
      world.events,
      Array.from({ length: orders }, (_, i) => orderRecord(i)),
    );
    const began = performance.now();
    while (seen.count < orders) await sleep(20);
    const rate = orders / ((performance.now() - began) / 1000);
    process.stdout.write(
      `${JSON.stringify({ processes, orders, orders_per_s: Math.round(rate), limit: perSecond })}\n`,
    );
  } finally {
    reading.abort();
    await Promise.all([...streams, inference].map((one) => one.kill()));
    await world.close();
  }
}
