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
}

/** Registers the metrics of a stream. @param registry where they are read; each name once. Default: nowhere. */
export function createStreamMetrics(registry = new Registry()): StreamMetrics {
  const registers = [registry];
  const done = new Counter({
    name: 'ordena_stream_orders_total',
    help: 'Orders done, by where the result went',
    labelNames: ['result'],
    registers,
  });
  const letters = new Counter({
    name: 'ordena_stream_dead_letters_total',
    help: 'Dead letters by reason',
    labelNames: ['reason'],
    registers,
  });
  const retries = new Counter({
    name: 'ordena_stream_retries_total',
    help: 'Failed attempts that are made again, by reason',
    labelNames: ['reason'],
    registers,
  });
  const seconds = new Histogram({
    name: 'ordena_stream_order_seconds',
    help: 'Seconds that the engine took for one order',
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    registers,
  });
  const lag = new Gauge({
    name: 'ordena_stream_lag_records',
    help: 'Records that are not committed yet, by partition',
    labelNames: ['partition'],
    registers,
  });
  const busy = new Gauge({ name: 'ordena_stream_busy_orders', help: 'Orders with the engine', registers });
  const lost = new Counter({
    name: 'ordena_stream_leases_lost_total',
    help: 'Partitions whose commit the broker refused',
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
  };
}
