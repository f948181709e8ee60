/**
 * `npm run bench:orders`: orders as they come, with the model that comes with Ordena: orders a second and the time an
 * order takes, at so many clients, each of which sends its next order when it has the answer to its last; then the same
 * with each feature off in turn.
 *
 * `--clients 1,8,32,128` how many; `--seconds 8` of measuring each; `--features all,free,no-grounding,no-guesses,no-jump-forward` what
 * to measure; `--model FOLDER`; `--batch 32` most orders in work at once.
 */
import { defaultModelDir } from '@ordena/default-model/model-dir';
import { Engine, type CanonicalizeOptions, type EngineOptions } from '@ordena/inference';
import { devTexts } from '../support/dev-texts.js';
import { describeMachine } from './pairs.js';
import { BenchError } from './sample-process.js';
import { readSettings, runCommand, wholeNumber } from './settings.js';

interface Variant {
  readonly engine: Partial<EngineOptions>;
  readonly request: CanonicalizeOptions;
}

/** The engine whole, and with one thing less. */
const VARIANTS: Readonly<Record<string, Variant>> = {
  all: { engine: {}, request: {} },
  free: { engine: {}, request: { mode: 'free' } },
  'no-grounding': { engine: { grounding: false }, request: {} },
  'no-guesses': { engine: { guesses: 0 }, request: {} },
  'no-jump-forward': { engine: { jumpForward: false }, request: {} },
};

await runCommand(async () => {
  const settings = readSettings({
    clients: '1,8,32,128',
    seconds: '8',
    features: Object.keys(VARIANTS).join(','),
    model: defaultModelDir(),
    batch: '',
  });
  const texts = await devTexts();
  const seconds = wholeNumber('seconds', settings.seconds);
  const clientCounts = settings.clients.split(',').map((text) => wholeNumber('clients', text));
  const maxBatch = settings.batch === '' ? {} : { maxBatch: wholeNumber('batch', settings.batch) };
  console.log(`${describeMachine()}; ${texts.length} orders in turn, ${seconds} s each`);
  console.log('variant            clients   orders/s   p50 ms   p95 ms   p99 ms   tokens/order');
  for (const name of settings.features.split(',')) {
    const variant = VARIANTS[name];
    if (variant === undefined) {
      throw new BenchError(`--features knows ${Object.keys(VARIANTS).join(', ')}, not "${name}"`);
    }
    const engine = await Engine.start({
      modelDir: settings.model,
      maxQueue: 1024,
      ...maxBatch,
      ...variant.engine,
    });
    try {
      await measure(engine, texts, Math.max(...clientCounts), 1, variant.request);
      for (const clients of clientCounts) {
        const { rate, times, tokens } = await measure(engine, texts, clients, seconds, variant.request);
        const columns = [0.5, 0.95, 0.99].map((share) => quantile(times, share).toFixed(1).padStart(8));
        console.log(
          `${name.padEnd(18)} ${String(clients).padStart(7)} ${rate.toFixed(1).padStart(10)} ${columns.join(' ')} ${tokens.toFixed(1).padStart(14)}`,
        );
      }
    } finally {
      await engine.close();
    }
  }
});

interface Measured {
  readonly rate: number;
  /** Of each order, sorted, in milliseconds. */
  readonly times: readonly number[];
  /** Mean tokens of an answer. */
  readonly tokens: number;
}

/**
 * Lets clients send for so many seconds. What they get at first, as many as there are clients, came while the engine
 * filled up, and what they get at last while it ran empty: neither counts.
 */
async function measure(
  engine: Engine,
  texts: readonly string[],
  clients: number,
  seconds: number,
  request: CanonicalizeOptions,
): Promise<Measured> {
  const times: number[] = [];
  let tokens = 0;
  let sent = 0;
  let received = 0;
  let begin = performance.now();
  let end = Infinity;
  let last = begin;
  const client = async (): Promise<void> => {
    while (performance.now() < end) {
      const started = performance.now();
      const { newTokens } = await engine.canonicalize(texts[sent++ % texts.length] ?? '', request);
      const now = performance.now();
      if (++received === clients) {
        begin = now;
        end = now + seconds * 1000;
      } else if (received > clients && now <= end) {
        times.push(now - started);
        tokens += newTokens;
        last = now;
      }
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const rate = (times.length / (last - begin)) * 1000;
  return { rate, times: times.toSorted((a, b) => a - b), tokens: tokens / times.length };
}

/** The value that a share of the sorted values does not exceed. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}
