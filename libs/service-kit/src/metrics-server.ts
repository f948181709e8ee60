import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { collectDefaultMetrics } from 'prom-client';

import { ServiceError } from './errors.js';
import { metricsRegistry } from './metrics.js';

/**
 * Serves /metrics for Prometheus.
 *
 * @param address host:port; not set: nothing is served.
 * @returns the port, and how to stop; safe to call twice.
 * @throws ServiceError `ADDRESS_UNAVAILABLE`.
 */
export async function startMetricsServer(
  address: string | undefined,
): Promise<{ port: number | undefined; close(): Promise<void> }> {
  if (address === undefined) return { port: undefined, close: () => Promise.resolve() };
  // Once a process, however many services it runs.
  if (metricsRegistry.getSingleMetric('process_cpu_seconds_total') === undefined)
    collectDefaultMetrics({ register: metricsRegistry });
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    metricsRegistry.metrics().then(
      (text) => response.writeHead(200, { 'content-type': metricsRegistry.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  const cut = address.lastIndexOf(':');
  server.listen(Number(address.slice(cut + 1)), address.slice(0, cut).replace(/^\[|\]$/g, ''));
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new ServiceError('ADDRESS_UNAVAILABLE', `cannot serve metrics on ${address}`, {
      cause: error,
      field: 'ORDENA_METRICS_ADDR',
    });
  }
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => {
    server.closeAllConnections();
    return new Promise((resolve) => {
      server.close(() => {
        resolve();
      });
    });
  };
  return { port: (server.address() as AddressInfo).port, close: () => (closing ??= close()) };
}
