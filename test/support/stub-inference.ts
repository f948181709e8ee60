import { serveCanonicalizer, type Canonicalizer, type ReadOrder } from '@ordena/service-inference';
import { createLogger } from '@ordena/service-kit';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * An inference service whose engine only sleeps: `node stub-inference.js PORT MILLISECONDS [PLACES]`. An order takes
 * MILLISECONDS, PLACES of them at once (default 16). A text with "sin pedido" holds no order; one with "veneno" ends
 * the process.
 */
const [port = '0', delay = '0', places = '16'] = process.argv.slice(2);

let free = Number(places);
const waiting: (() => void)[] = [];

const canonicalizer: Canonicalizer = {
  canonicalize: async (text): Promise<ReadOrder> => {
    if (text.includes('veneno')) process.exit(9);
    if (free === 0) await new Promise<void>((resolve) => waiting.push(resolve));
    else free--;
    await sleep(Number(delay));
    const next = waiting.shift();
    if (next === undefined) free++;
    else next();
    const order = { producto: text.slice(0, 40), cantidad: 1 };
    const confidence = text.includes('sin pedido') ? 0.0001 : 0.99;
    return {
      json: JSON.stringify(order),
      order,
      outcome: 'ok',
      promptTokens: 1,
      newTokens: 1,
      fields: [{ pointer: '/producto', value: order.producto, confidence }],
    };
  },
};

const config = { ORDENA_ADDR: `127.0.0.1:${port}`, ORDENA_SHUTDOWN_MS: 0 };
const server = await serveCanonicalizer(canonicalizer, 'stub', config, createLogger('stub', 'silent'));
process.stderr.write(`${JSON.stringify({ port: server.port })}\n`);
