/**
 * node-llama-cpp as npm ships it, for `npm run bench:serving`: a sequence per order at hand, batched by the library.
 * Arguments: folder with its node_modules, model, concurrency, orders, prompt tokens, new tokens, threads.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, modelPath, ...counts] = process.argv.slice(2);
const [concurrency, orders, promptTokens, newTokens, threads] = counts.map(Number);
const entry = join(folder, 'node_modules/node-llama-cpp/dist/index.js');
const { getLlama } = await import(pathToFileURL(entry).href);

const llama = await getLlama({ build: 'never', gpu: false, maxThreads: threads, logLevel: 'error' });
const model = await llama.loadModel({ modelPath });
const context = await model.createContext({
  sequences: concurrency,
  contextSize: promptTokens + newTokens + 8,
  threads,
  batchSize: Math.max(512, concurrency * promptTokens),
});
const sequences = Array.from({ length: concurrency }, () => context.getSequence());

async function answer(sequence, seed, count) {
  let state = seed + 1;
  const prompt = Array.from({ length: promptTokens }, () => {
    state = (state * 48271) % 2147483647;
    return 1000 + (state % 48000);
  });
  await sequence.clearHistory();
  let made = 0;
  // The end token ends nothing: every order gets the same number of tokens.
  for await (const _ of sequence.evaluate(prompt, { temperature: 0, yieldEogToken: true })) {
    made += 1;
    if (made === count) break;
  }
  if (made !== count) throw new Error(`${made} tokens instead of ${count}`);
}

await Promise.all(sequences.map((sequence, i) => answer(sequence, i, 2)));
const start = performance.now();
let next = 0;
await Promise.all(
  sequences.map(async (sequence) => {
    while (next < orders) await answer(sequence, next++, newTokens);
  }),
);
const seconds = (performance.now() - start) / 1000;
console.log(
  JSON.stringify({ rate: orders / seconds, peakMiB: process.resourceUsage().maxRSS / 1024, seconds }),
);
process.exit(0);
