import { describe, expect, it } from 'vitest';
import { passGate } from './export-gate.js';

const ORDERS = [
  { id: 'a', before: 1, after: 1 },
  { id: 'b', before: 1, after: 0.5 },
  { id: 'c', before: 0.5, after: 0.75 },
];

describe('passGate', () => {
  it('lets a small drop pass, and a rise', () => {
    expect(passGate('F1', 'out', ORDERS, 0.1)).toEqual({ orders: 3, before: 2.5 / 3, after: 2.25 / 3 });
    expect(passGate('F1', 'out', [{ id: 'a', before: 0, after: 1 }], 0).after).toBe(1);
  });

  it('fails a larger one, and names the orders that fell', () => {
    const gate = (): unknown => passGate('F1', 'out', ORDERS, 0.05);
    expect(gate).toThrow(expect.objectContaining({ code: 'EXPORT_WORSE', subject: 'out' }));
    expect(gate).toThrow(
      /F1 fell from 0\.8333 to 0\.7500 on 3 orders, more than 0\.05; most on b 1\.000 to 0\.500$/,
    );
  });

  it('needs orders', () => {
    expect(() => passGate('F1', 'out', [], 1)).toThrow(expect.objectContaining({ code: 'NO_DATA' }));
  });
});
