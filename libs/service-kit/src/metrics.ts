import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Every metric of this process, whatever services it runs. */
export const metricsRegistry = new Registry();

const registers = [metricsRegistry];

/** What a call's latency falls into, in seconds: from a cached answer to a caller's patience. */
const LATENCY_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** Calls of every service. */
export const callMetrics = {
  handled: new Counter({
    name: 'ordena_grpc_calls_total',
    help: 'gRPC calls that have ended, by method and status code (CANCELLED: given up; RESOURCE_EXHAUSTED: rejected)',
    labelNames: ['method', 'code'],
    registers,
  }),
  seconds: new Histogram({
    name: 'ordena_grpc_call_seconds',
    help: 'Time from the arrival of a gRPC call to its status, in seconds',
    labelNames: ['method'],
    buckets: LATENCY_BUCKETS,
    registers,
  }),
  inFlight: new Gauge({
    name: 'ordena_grpc_calls_in_flight',
    help: 'gRPC calls that have begun and not ended',
    labelNames: ['method'],
    registers,
  }),
};
