import { metricsRegistry } from '@ordena/service-kit';
import { Gauge } from 'prom-client';

import type { AgreementCounts } from './agreement.js';
import type { LoadedVersion } from './loaded-version.js';

/** What is looked at when metrics are read. */
export interface MeteredModels {
  readonly inMemory: () => Iterable<LoadedVersion>;
  readonly agreements: () => Iterable<AgreementCounts>;
}

/** One for each set of models that this process serves. */
const sources = new Set<MeteredModels>();
const registers = [metricsRegistry];

new Gauge({
  name: 'ordena_inference_pending_orders',
  help: 'Orders in work or waiting for a place in the batch, by version in memory',
  labelNames: ['model'],
  registers,
  collect() {
    this.reset();
    for (const { inMemory } of sources)
      for (const { name, pendingRequests } of inMemory()) this.inc({ model: name }, pendingRequests);
  },
});

new Gauge({
  name: 'ordena_inference_engine_ready',
  help: 'Whether the engine of a version in memory can answer: 1, or 0 while its thread starts again',
  labelNames: ['model'],
  registers,
  collect() {
    this.reset();
    for (const { inMemory } of sources)
      for (const { name, engine } of inMemory()) this.set({ model: name }, engine.state === 'ready' ? 1 : 0);
  },
});

new Gauge({
  name: 'ordena_inference_compared_orders',
  help: 'Orders that a canary or shadow version answered beside production since the traffic was set, by result (same, different; skipped: only one answered)',
  labelNames: ['base', 'other', 'result'],
  registers,
  collect() {
    this.reset();
    for (const { agreements } of sources) {
      for (const { baseVersion: base, otherVersion: other, compared, exact, skipped } of agreements()) {
        this.inc({ base, other, result: 'same' }, exact);
        this.inc({ base, other, result: 'different' }, compared - exact);
        this.inc({ base, other, result: 'skipped' }, skipped);
      }
    }
  },
});

/** Shows models in the metrics of this process. @returns how to stop. */
export function meterModels(models: MeteredModels): () => void {
  sources.add(models);
  return () => {
    sources.delete(models);
  };
}
