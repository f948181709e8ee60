import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { AugmentationClient, TokenizationClient } from '@ordena/contracts';

import { serve } from '../../support/run-ordena.js';
import { slopeOf } from './soak.js';

export interface RowsSettings {
  /** Orders sent in one stream. */
  readonly orders: number;
  /** Orders between two looks at the memory. */
  readonly every: number;
  readonly print: (line: string) => void;
}

/** Resident memory of both sides, in MiB, after each `every` orders. */
export interface RowsReport {
  readonly rows: number;
  readonly rowsPerSecond: number;
  readonly server: readonly number[];
  readonly client: readonly number[];
  /** Growth over the second half, a straight line laid through it, in MiB for 100,000 orders: of the side with more. */
  readonly slope: number;
}

interface Order {
  readonly id: string;
  readonly text: string;
  readonly orderJson: string;
}

type Rows = AsyncIterable<{ readonly id: string }>;

/** What streams rows, and the rows that come back for one order. */
const STREAMS = {
  augmentation: {
    rowsAnOrder: 2,
    open: (address: string) => {
      const client = new AugmentationClient(address);
      const rows = (orders: Iterable<Order>): Rows => client.augmentDataset(wrapped(orders));
      return { rows, close: () => client.close() };
    },
  },
  tokenization: {
    rowsAnOrder: 1,
    open: (address: string) => {
      const client = new TokenizationClient(address);
      const rows = (orders: Iterable<Order>): Rows => client.tokenizeDataset(wrapped(orders));
      return { rows, close: () => client.close() };
    },
  },
} as const;

/** The services that stream rows. */
export const ROW_STREAMS = Object.keys(STREAMS) as readonly (keyof typeof STREAMS)[];

/**
 * Many orders through one stream of a service in a process of its own. Neither side may hold more of them than fits
 * between the two.
 *
 * @throws Error when rows are missing, or not in the order of what was sent.
 */
export async function streamRows(
  service: keyof typeof STREAMS,
  { orders, every, print }: RowsSettings,
): Promise<RowsReport> {
  const { rowsAnOrder, open } = STREAMS[service];
  const served = await serve(['--only', service]);
  const stream = open(served.address);
  const server: number[] = [];
  const client: number[] = [];
  try {
    const begin = performance.now();
    let rows = 0;
    for await (const { id } of stream.rows(someOrders(orders))) {
      const number = Math.floor(rows / rowsAnOrder);
      if (!id.startsWith(`o-${number}`)) throw new Error(`row ${rows} is ${id}, not one of o-${number}`);
      rows++;
      if (rows % (every * rowsAnOrder) !== 0) continue;
      server.push(await residentMiB(served.pid));
      client.push(process.memoryUsage().rss / 2 ** 20);
      const rate = (rows / (performance.now() - begin)) * 1000;
      print(
        `${service} ${String(number + 1).padStart(8)} orders ${rate.toFixed(0).padStart(7)} rows/s ` +
          `server ${server.at(-1)?.toFixed(0)} MiB client ${client.at(-1)?.toFixed(0)} MiB`,
      );
    }
    if (rows !== orders * rowsAnOrder) throw new Error(`${rows} rows came for ${orders} orders`);
    const slopes = [server, client].map((values) => slopeOf(values.slice(Math.floor(values.length / 2))));
    return {
      rows,
      rowsPerSecond: (rows / (performance.now() - begin)) * 1000,
      server,
      client,
      slope: (Math.max(...slopes) / every) * 100_000,
    };
  } finally {
    stream.close();
    await served.stop();
  }
}

/**
 * How many orders a service takes from a sender whose rows nobody reads: what fits between the two, and no more.
 *
 * @param sendMost orders that would be sent to a service without bounds.
 */
export async function takenUnread(service: keyof typeof STREAMS, sendMost: number): Promise<number> {
  const served = await serve(['--only', service]);
  const stream = STREAMS[service].open(served.address);
  let sent = 0;
  function* counted(): Generator<Order> {
    for (const order of someOrders(sendMost)) {
      sent++;
      yield order;
    }
  }
  try {
    const rows = stream.rows(counted())[Symbol.asyncIterator]();
    await rows.next();
    // The sender comes to rest, or has sent all.
    for (let before = -1; before !== sent && sent < sendMost;) {
      before = sent;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    await rows.return?.();
    return sent;
  } finally {
    stream.close();
    await served.stop();
  }
}

function* someOrders(count: number): Generator<Order> {
  for (let i = 0; i < count; i++) {
    const cantidad = (i % 997) + 2;
    yield {
      id: `o-${i}`,
      text: `Buenos días, necesito ${cantidad} cajas de guantes de nitrilo talla ${i % 12}, a 50 pesos cada una, envío urgente.`,
      orderJson: JSON.stringify({
        producto: `guantes de nitrilo talla ${i % 12}`,
        cantidad,
        unidad: 'caja',
        precio_unitario: 50,
        urgente: true,
      }),
    };
  }
}

function* wrapped(orders: Iterable<Order>): Generator<{ order: Order }> {
  for (const order of orders) yield { order };
}

async function residentMiB(pid: number): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Number(stdout.trim()) / 1024;
}
