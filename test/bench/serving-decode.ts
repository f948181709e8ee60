/**
 * One measured process of `npm run bench:serving`: Ordena's decode loop, greedy and without a grammar, over a whole batch
 * at a time. Arguments: model folder, orders at once, orders in all, `blocks` or `rows`. Prints one line of JSON.
 */
import { DecodeSession, loadAnyModelFolder } from '@ordena/model';
import { NEW_TOKENS, PROMPT_TOKENS, THREADS, randomPrompts } from './serving-job.js';

const [folder = '', concurrencyText, ordersText, scales] = process.argv.slice(2);
const [concurrency, orders] = [Number(concurrencyText), Number(ordersText)];
const session = await DecodeSession.create(await loadAnyModelFolder(folder), {
  slots: concurrency,
  maxLength: PROMPT_TOKENS + NEW_TOKENS,
  threads: THREADS,
  greedy: true,
  int8Scales: scales === 'rows' ? 'rows' : 'blocks',
});
const prompts = randomPrompts(concurrency);

async function batch(count: number): Promise<void> {
  let tokens = prompts;
  for (let made = 0; made < count; made++) {
    const chosen = await session.appendGreedy(
      0,
      tokens.map((row) => ({ tokens: row, logits: 1 })),
    );
    tokens = chosen.map((token) => [token]);
  }
  for (let slot = 0; slot < concurrency; slot++) session.clearSlot(slot);
}

await batch(2);
const start = performance.now();
for (let done = 0; done < orders; done += concurrency) await batch(NEW_TOKENS);
const seconds = (performance.now() - start) / 1000;
await session.close();
console.log(
  JSON.stringify({ rate: orders / seconds, peakMiB: process.resourceUsage().maxRSS / 1024, seconds }),
);
