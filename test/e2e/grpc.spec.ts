import { status } from '@grpc/grpc-js';
import {
  CANONICALIZATION_SERVICE,
  CanonicalizationClient,
  readStatusDetails,
  type ReceivedResult,
} from '@ordena/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { failureOf, healthOf, reflect } from '../support/grpc.js';
import { serve, type Served } from '../support/run-ordena.js';

const TEXT = 'Necesito comprar 100 unidades de producto A, precio 50 pesos cada uno, envío urgente.';
const JSON_LINE = '{"producto":"A","cantidad":100,"precio_unitario":50,"urgente":true}';

let served: Served;
let client: CanonicalizationClient;

beforeAll(async () => {
  served = await serve();
  client = new CanonicalizationClient(served.address);
});

afterAll(async () => {
  client.close();
  // The tests left no call running, so the stop is prompt and in good order.
  expect(await served.stop()).toBe(0);
});

describe('ordena serve', () => {
  it('is healthy, as a whole and by service', async () => {
    expect(await healthOf(served.address, '')).toBe('SERVING');
    expect(await healthOf(served.address, CANONICALIZATION_SERVICE)).toBe('SERVING');
    await expect(healthOf(served.address, 'no.such.Service')).rejects.toMatchObject({
      code: status.NOT_FOUND,
    });
  });

  it('shows its services to whoever asks', async () => {
    const { listServicesResponse } = await reflect(served.address, { listServices: '*' });
    const names = listServicesResponse?.service.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining([CANONICALIZATION_SERVICE, 'grpc.health.v1.Health']));
    const { fileDescriptorResponse } = await reflect(served.address, {
      fileContainingSymbol: CANONICALIZATION_SERVICE,
    });
    const bytes = Buffer.concat(fileDescriptorResponse?.fileDescriptorProto ?? []).toString('latin1');
    for (const name of ['CanonicalizeRequest', 'order_json', 'PurchaseOrder']) expect(bytes).toContain(name);
  });

  it('canonicalizes one order', async () => {
    const response = await client.canonicalize({ text: TEXT, requestId: 'r-1' });
    expect(response).toMatchObject({
      requestId: 'r-1',
      orderJson: JSON_LINE,
      order: { lines: [{ producto: 'A', cantidad: 100, precioUnitario: 50 }], urgente: true },
      model: 'default',
      outcome: 'OUTCOME_OK',
    });
    expect(response.order).not.toHaveProperty('moneda');
    expect(response.usage?.promptTokens).toBeGreaterThan(10);
    const product = response.fields.find(({ pointer }) => pointer === '/producto');
    expect(TEXT.slice(product?.start, product?.end)).toBe('A');
  });

  it('says where each value stands, how sure it is, and why a person should look', async () => {
    const text = 'Somos Bar Sol: 20 kilos de arroz a 5 euros, total 90 euros, entrega el 15/03/2026';
    const response = await client.canonicalize({ text, referenceDate: '2026-03-20' });
    const unit = response.fields.find(({ pointer }) => pointer === '/unidad');
    expect(unit).toMatchObject({ valueJson: '"kg"', status: 'EVIDENCE_STATUS_NORMALISED' });
    expect(text.slice(unit?.start, unit?.end)).toBe('kilos');
    expect(unit?.confidence).not.toBe(unit?.rawConfidence);
    expect(response.calibrated).toBe(true);
    expect(response.needsReview).toBe(true);
    expect(response.reviews).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          code: 'TOTAL_MISMATCH',
          pointers: ['/total', '/cantidad', '/precio_unitario'],
          expected: '100',
          found: '90',
        }),
        expect.objectContaining({ code: 'DELIVERY_BEFORE_ORDER', found: '2026-03-15' }),
      ]),
    );
    expect(response.reviewReasons).toEqual(response.reviews.map(({ message }) => message));
  });

  it('answers a batch in its order, and lets one order fail alone', async () => {
    const { results } = await client.canonicalizeBatch({
      requests: [
        { text: TEXT, requestId: 'one' },
        { text: ' ' },
        { text: TEXT, model: 'other' },
        { text: TEXT },
      ],
    });
    expect(results.map((result) => result.response?.orderJson ?? result.failure)).toEqual([
      JSON_LINE,
      expect.objectContaining({ code: status.INVALID_ARGUMENT, reason: 'EMPTY_TEXT' }),
      expect.objectContaining({ code: status.NOT_FOUND, reason: 'NOT_FOUND' }),
      JSON_LINE,
    ]);
    expect(results[0]?.requestId).toBe('one');
  });

  it('answers a stream by request id', async () => {
    const requests = ['a', 'b', 'c'].map((requestId) => ({ text: requestId === 'b' ? '' : TEXT, requestId }));
    const answers = new Map<string | undefined, ReceivedResult>();
    for await (const result of client.canonicalizeStream(requests)) answers.set(result.requestId, result);
    expect(answers.get('a')?.response?.orderJson).toBe(JSON_LINE);
    expect(answers.get('b')?.failure?.reason).toBe('EMPTY_TEXT');
    expect(answers.get('c')?.response?.orderJson).toBe(JSON_LINE);
  });

  it('reckons the day of delivery from the reference date in the typed order, and nowhere else', async () => {
    const text = 'Mándenme 12 cajas de guantes, las necesito para mañana';
    const plain = await client.canonicalize({ text });
    const { fecha_entrega: words } = JSON.parse(plain.orderJson) as { fecha_entrega?: string };
    expect(words).toMatch(/mañana/);
    expect(plain.order?.fechaEntrega).toBe(words);
    const dated = await client.canonicalize({ text, referenceDate: '2026-12-31' });
    expect(dated.orderJson).toBe(plain.orderJson);
    expect(dated.order?.fechaEntrega).toBe('2027-01-01');
    const { results } = await client.canonicalizeBatch({ requests: [{ text, referenceDate: '31-12-2026' }] });
    expect(results[0]?.failure).toMatchObject({ code: status.INVALID_ARGUMENT });
  });

  it('says that it knows no such model', async () => {
    const error = await failureOf(client.canonicalize({ text: TEXT, model: 'other' }));
    expect(error.code).toBe(status.NOT_FOUND);
    expect(readStatusDetails(error)).toMatchObject({ reason: 'NOT_FOUND', metadata: { field: 'model' } });
  });

  it('bounds what may be asked for', async () => {
    const error = await failureOf(client.canonicalize({ text: TEXT, maxNewTokens: 100_000 }));
    expect(readStatusDetails(error)).toMatchObject({
      code: status.INVALID_ARGUMENT,
      violations: [{ field: 'max_new_tokens' }],
    });
    const empty = await failureOf(client.canonicalizeBatch({ requests: [] }));
    expect(readStatusDetails(empty)).toMatchObject({
      code: status.INVALID_ARGUMENT,
      violations: [{ field: 'requests' }],
    });
  });

  it('says when an answer was cut off, and gives no half of it', async () => {
    const response = await client.canonicalize({ text: TEXT, maxNewTokens: 3 });
    expect(response).toMatchObject({ outcome: 'OUTCOME_TRUNCATED', orderJson: '{}', needsReview: true });
    expect(response.order).toBeFalsy();
  });
});
