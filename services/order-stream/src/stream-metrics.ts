import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What an operator watches. */
export interface StreamMetrics {
  /** Orders done, by where their result went. */
  done(result: 'canonical' | 'review' | 'dead_letter'): void;
  deadLetter(reason: string): void;
  retry(reason: string): void;
  /** Seconds that the engine took for one order. */
  took(seconds: number): void;
  lag(partition: number, records: number): void;
  busy(orders: number): void;
  leaseLost(): void;
  correction(result: 'kept' | 'refused'): void;
}

const made = new WeakMap<Registry, StreamMetrics>();

/**
 * The metrics of the streams of a process: several share them.
 *
 * @param registry where they are read. Default: nowhere.
 */
export function createStreamMetrics(registry = new Registry()): StreamMetrics {
  const metrics = made.get(registry) ?? registerMetrics(registry);
  made.set(registry, metrics);
  return metrics;
}

function registerMetrics(registry: Registry): StreamMetrics {
  const registers = [registry];
  const done = new Counter({
    name: 'ordena_stream_orders_total',
    help: 'Orders done and committed, by where the result went; rate() of it is the orders a second',
    labelNames: ['result'],
    registers,
  });
  const letters = new Counter({
    name: 'ordena_stream_dead_letters_total',
    help: 'Orders that became dead letters, by reason',
    labelNames: ['reason'],
    registers,
  });
  const retries = new Counter({
    name: 'ordena_stream_retries_total',
    help: 'Failed attempts at orders that are made again, by reason',
    labelNames: ['reason'],
    registers,
  });
  const seconds = new Histogram({
    name: 'ordena_stream_order_seconds',
    help: 'Time from asking the engine for one order to its answer, in seconds',
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    registers,
  });
  const lag = new Gauge({
    name: 'ordena_stream_lag_records',
    help: 'Records of orders.raw that are not committed yet, by partition (of all processes of the group)',
    labelNames: ['partition'],
    registers,
  });
  const busy = new Gauge({
    name: 'ordena_stream_busy_orders',
    help: 'Orders that are with the engine now',
    registers,
  });
  const lost = new Counter({
    name: 'ordena_stream_leases_lost_total',
    help: 'Partitions that were opened again because the broker took no commit',
    registers,
  });
  const corrections = new Counter({
    name: 'ordena_stream_corrections_total',
    help: 'Corrections read, by whether they were kept as training examples or refused',
    labelNames: ['result'],
    registers,
  });
  return {
    done: (result) => {
      done.inc({ result });
    },
    deadLetter: (reason) => {
      letters.inc({ reason });
    },
    retry: (reason) => {
      retries.inc({ reason });
    },
    took: (value) => {
      seconds.observe(value);
    },
    lag: (partition, records) => {
      lag.set({ partition }, records);
    },
    busy: (orders) => {
      busy.set(orders);
    },
    leaseLost: () => {
      lost.inc();
    },
    correction: (result) => {
      corrections.inc({ result });
    },
  };
}
