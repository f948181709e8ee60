/**
 * One measured process of `npm run bench:serving`: Ordena's scheduler and runner as the engine puts them together, without
 * a grammar. So many clients each send their next order when their last one is answered; a row leaves when it has its
 * tokens, and the next one joins between two steps. Arguments: model folder, orders at once, orders in all, `blocks` or
 * `rows`, most guesses behind a token (0: none). Prints one line of JSON.
 */
import { DecodeRunner, Scheduler, lookUpDraft } from '@ordena/inference';
import { DecodeSession, loadAnyModelFolder } from '@ordena/model';
import { NEW_TOKENS, PROMPT_TOKENS, THREADS, randomPrompts } from './serving-job.js';

const [folder = '', concurrencyText, ordersText, scales, guessesText] = process.argv.slice(2);
const [concurrency, orders, guesses] = [concurrencyText, ordersText, guessesText ?? '0'].map(Number) as [
  number,
  number,
  number,
];
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
    widestGuess: 1 + guesses,
  });
  const texts = new Map<number, number[]>();
  const drafts = new Map<number, readonly number[]>();
  let sent = 0;
  const send = (): void => {
    if (sent === count) return;
    texts.set(sent, [...(prompts[sent % concurrency] ?? [])]);
    scheduler.add({ id: sent++, length: PROMPT_TOKENS, shared: 0 });
  };
  const guess = (id: number, most: number): number => {
    const text = texts.get(id) ?? [];
    const draft = lookUpDraft(text, Math.min(most, PROMPT_TOKENS + length - text.length - 1));
    drafts.set(id, draft);
    return draft.length;
  };
  for (let client = 0; client < concurrency; client++) send();
  for (let plan = scheduler.schedule(guess); plan; plan = scheduler.schedule(guess)) {
    const logits = await runner.run(plan, (id, from, many) =>
      [...(texts.get(id) ?? []), ...(drafts.get(id) ?? [])].slice(from, from + many),
    );
    let answered = 0;
    const results = [...logits].map(([sequence, rows]) => {
      const text = texts.get(sequence) ?? [];
      const draft = drafts.get(sequence) ?? [];
      const appended = verify(draft, rows);
      text.push(...appended);
      const finished = text.length >= PROMPT_TOKENS + length;
      if (finished) {
        texts.delete(sequence);
        answered++;
      }
      return {
        sequence,
        appended: appended.length,
        tried: Math.min(draft.length, appended.length),
        held: appended.filter((token, i) => token === draft[i]).length,
        finished,
      };
    });
    scheduler.update(results);
    for (; answered > 0; answered--) send();
  }
}

/** The likeliest tokens as far as the draft holds, and the one behind it. */
function verify(draft: readonly number[], rows: readonly Float32Array[]): number[] {
  const tokens: number[] = [];
  for (const [i, row] of rows.entries()) {
    const token = likeliest(row);
    tokens.push(token);
    if (token !== draft[i]) break;
  }
  return tokens;
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
