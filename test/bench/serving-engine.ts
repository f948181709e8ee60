/**
 * One measured process of `npm run bench:serving`: Ordena's scheduler and runner as the engine puts them together, without
 * a grammar. So many clients each send their next order when their last one is answered; a row leaves when it has its
 * tokens, and the next one joins between two steps. Arguments: model folder, orders at once, orders in all, `blocks` or
 * `rows`. Prints one line of JSON.
 */
import { DecodeRunner, Scheduler } from '@ordena/inference';
import { DecodeSession, loadAnyModelFolder } from '@ordena/model';
import { NEW_TOKENS, PROMPT_TOKENS, THREADS, randomPrompts } from './serving-job.js';

const [folder = '', concurrencyText, ordersText, scales] = process.argv.slice(2);
const [concurrency, orders] = [Number(concurrencyText), Number(ordersText)];
const session = await DecodeSession.create(await loadAnyModelFolder(folder), {
  // As the engine has it: one more for the prefix that prompts share, which is empty here.
  slots: concurrency + 1,
  maxLength: PROMPT_TOKENS + NEW_TOKENS,
  threads: THREADS,
  int8Scales: scales === 'rows' ? 'rows' : 'blocks',
});
const runner = await DecodeRunner.create(session, []);
const prompts = randomPrompts(concurrency);

/** Answers so many orders with `length` tokens each. */
async function serve(count: number, length: number): Promise<void> {
  // Budget and piece: the engine's own defaults.
  const scheduler = new Scheduler({
    slots: concurrency,
    maxQueue: concurrency,
    tokenBudget: 256,
    piece: 128,
  });
  const texts = new Map<number, number[]>();
  let sent = 0;
  const send = (): void => {
    if (sent === count) return;
    texts.set(sent, [...(prompts[sent % concurrency] ?? [])]);
    scheduler.add({ id: sent++, length: PROMPT_TOKENS, shared: 0 });
  };
  for (let client = 0; client < concurrency; client++) send();
  for (let plan = scheduler.schedule(); plan; plan = scheduler.schedule()) {
    const logits = await runner.run(plan, (id, from, many) => texts.get(id)?.slice(from, from + many) ?? []);
    let answered = 0;
    const results = [...logits].map(([sequence, row]) => {
      const text = texts.get(sequence) ?? [];
      text.push(likeliest(row));
      const finished = text.length === PROMPT_TOKENS + length;
      if (finished) {
        texts.delete(sequence);
        answered++;
      }
      return { sequence, appended: 1, finished };
    });
    scheduler.update(results);
    for (; answered > 0; answered--) send();
  }
}

function likeliest(logits: Float32Array): number {
  let best = 0;
  let most = -Infinity;
  for (let id = 0; id < logits.length; id++) {
    const value = logits[id] ?? -Infinity;
    if (value > most) [most, best] = [value, id];
  }
  return best;
}

await serve(concurrency, 2);
const start = performance.now();
await serve(orders, NEW_TOKENS);
const seconds = (performance.now() - start) / 1000;
await runner.close();
console.log(
  JSON.stringify({ rate: orders / seconds, peakMiB: process.resourceUsage().maxRSS / 1024, seconds }),
);
