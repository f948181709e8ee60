/**
 * `node test/dist/bench/evidence.js`: what it takes to find the evidence of an order and to check it, beside the engine's
 * own time: the hand-written dev orders with their right JSON, in turn.
 *
 * `--seconds 5` of measuring.
 */
import { isDevRecord, readRecords } from '@ordena/dataset';
import { ordersDir } from '@ordena/default-model';
import { checkConsistency, findEvidence, TextFacts, type CanonicalOrder } from '@ordena/orders';
import { describeMachine } from './pairs.js';
import { readSettings, runCommand, wholeNumber } from './settings.js';

await runCommand(async () => {
  const settings = readSettings({ seconds: '5' });
  const seconds = wholeNumber('seconds', settings.seconds);
  const cases = (await readRecords(ordersDir())).flatMap(({ id, text, order }) =>
    order && isDevRecord(id) ? [{ text, order }] : [],
  );
  // Once before, so that what is measured is compiled code.
  for (const { text, order } of cases) timeOf(text, order);
  const times: number[] = [];
  const end = performance.now() + seconds * 1000;
  for (let i = 0; performance.now() < end; i++) {
    const { text, order } = cases[i % cases.length] ?? { text: '', order: { producto: '' } };
    times.push(timeOf(text, order));
  }
  times.sort((a, b) => a - b);
  const at = (share: number): string => (times[Math.floor(share * (times.length - 1))] ?? 0).toFixed(3);
  const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
  console.log(`${describeMachine()}; ${times.length} orders`);
  console.log(`ms an order: mean ${mean.toFixed(3)}, p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}`);
});

function timeOf(text: string, order: CanonicalOrder): number {
  const started = performance.now();
  const facts = new TextFacts(text);
  const evidence = findEvidence(facts, order);
  checkConsistency(facts, order, { evidence });
  return performance.now() - started;
}
