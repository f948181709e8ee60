import type { StepTimings } from '@ordena/inference';
import { metricsRegistry, tracer } from '@ordena/service-kit';
import { Counter, Histogram } from 'prom-client';

import type { ReadOrder } from './canonicalizer.js';

const registers = [metricsRegistry];
const buckets = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

const tokens = new Counter({
  name: 'ordena_inference_tokens_total',
  help: 'Tokens read (prompt) and written (answer)',
  labelNames: ['model', 'kind'],
  registers,
});
const orders = new Counter({
  name: 'ordena_inference_orders_total',
  help: 'Orders answered, by outcome and by whether a person is asked to look (review share: yes over all)',
  labelNames: ['model', 'outcome', 'review'],
  registers,
});
const seconds = new Histogram({
  name: 'ordena_inference_phase_seconds',
  help: 'Time of one order in the engine, in seconds, by phase (queue, prefill, decode)',
  labelNames: ['model', 'phase'],
  buckets,
  registers,
});

/** Counts one answered order, and shows in the trace where the engine's time went. Nothing of its text is kept. */
export function recordRead(read: ReadOrder, model: string, needsReview: boolean): void {
  tokens.inc({ model, kind: 'prompt' }, read.promptTokens);
  tokens.inc({ model, kind: 'answer' }, read.newTokens);
  orders.inc({ model, outcome: read.outcome, review: needsReview ? 'yes' : 'no' });
  if (read.timings !== undefined) recordPhases(read, read.timings, model);
}

function recordPhases(read: ReadOrder, timings: StepTimings, model: string): void {
  const { queueMs, prefillMs, decodeMs, decodeSteps } = timings;
  const phases = [
    { phase: 'queue', ms: queueMs, attributes: {} },
    { phase: 'prefill', ms: prefillMs, attributes: { 'ordena.tokens': read.promptTokens } },
    {
      phase: 'decode',
      ms: decodeMs,
      attributes: { 'ordena.tokens': read.newTokens, 'ordena.steps': decodeSteps },
    },
  ];
  // The engine's thread has a clock of its own: its durations are laid end to end before the answer's arrival.
  let at = Date.now() - (queueMs + prefillMs + decodeMs);
  for (const { phase, ms, attributes } of phases) {
    seconds.observe({ model, phase }, ms / 1000);
    tracer()
      .startSpan(`engine ${phase}`, { startTime: at, attributes })
      .end(at + ms);
    at += ms;
  }
}
