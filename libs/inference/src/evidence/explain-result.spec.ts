import { parseOrder } from '@ordena/orders';
import { describe, expect, it } from 'vitest';
import type { CanonicalizeResult, FieldEvidence } from '../engine/result.js';
import { explainResult } from './explain-result.js';

const timings = { queueMs: 0, prefillMs: 0, decodeMs: 0, decodeSteps: 0 };
const counts = { promptTokens: 1, newTokens: 1, timings };
const score = (pointer: string, value: FieldEvidence['value']): FieldEvidence => ({
  pointer,
  value,
  confidence: 0.5,
  meanLogProb: Math.log(0.75),
  minLogProb: Math.log(0.5),
});

describe('explainResult', () => {
  const order = parseOrder({ producto: 'sal', cantidad: 20, total: 7 });
  const result: CanonicalizeResult = {
    json: '{"producto":"sal","cantidad":20,"total":7}',
    value: order,
    order,
    outcome: 'ok',
    fields: [score('/producto', 'sal'), score('/cantidad', 20), score('/total', 7)],
    ...counts,
  };

  it('joins places and scores, and leaves confidences alone without a calibration', () => {
    const { fields, flags, calibrated } = explainResult('veinte de sal', result, {});
    expect(fields).toEqual([
      {
        ...score('/producto', 'sal'),
        status: 'exact',
        start: 10,
        end: 13,
        rawConfidence: 0.5,
      },
      { ...score('/cantidad', 20), status: 'normalised', start: 0, end: 6, rawConfidence: 0.5 },
      { ...score('/total', 7), status: 'derived', rawConfidence: 0.5 },
    ]);
    expect({ flags, calibrated }).toEqual({ flags: [], calibrated: false });
  });

  it('calibrates by kind of field and by whether the text has the value', () => {
    const calibration = { all: [0, 0, 0, 0], kinds: { number: [2, 0, 0, -4] } };
    const { fields, calibrated } = explainResult('veinte de sal', result, { calibration });
    expect(calibrated).toBe(true);
    expect(fields.map(({ confidence }) => confidence?.toFixed(3))).toEqual(['0.500', '0.881', '0.119']);
    expect(fields.map(({ rawConfidence }) => rawConfidence)).toEqual([0.5, 0.5, 0.5]);
  });

  it('gives free answers their places too, without scores', () => {
    const { fields, calibrated } = explainResult(
      'veinte de sal',
      { ...result, fields: [] },
      {
        calibration: { all: [0, 0, 0, 0], kinds: {} },
      },
    );
    expect(fields.map(({ status, confidence }) => [status, confidence])).toEqual([
      ['exact', undefined],
      ['normalised', undefined],
      ['derived', undefined],
    ]);
    expect(calibrated).toBe(false);
  });

  it('has no evidence where there is no answer', () => {
    const cut: CanonicalizeResult = { json: '{}', outcome: 'truncated', fields: [], ...counts };
    expect(explainResult('veinte de sal', cut, {})).toMatchObject({ fields: [], flags: [] });
  });

  it('explains values of a schema of its own by where they were copied from', () => {
    const own: CanonicalizeResult = {
      json: '{"a":"sal","b":20,"c":true}',
      value: { a: 'sal', b: 20, c: true },
      outcome: 'ok',
      fields: [{ ...score('/a', 'sal'), start: 10, end: 13 }, score('/b', 20), score('/c', true)],
      ...counts,
    };
    const { fields } = explainResult('veinte de sal', own, {});
    expect(fields.map(({ status, start }) => [status, start])).toEqual([
      ['exact', 10],
      ['normalised', 0],
      ['derived', undefined],
    ]);
  });

  it('flags a delivery before the reference day', () => {
    const dated = { ...order, fecha_entrega: '2026-03-15' };
    const { flags } = explainResult(
      'sal el 2026-03-15',
      { ...result, order: dated },
      {
        referenceDate: '2026-03-20',
      },
    );
    expect(flags.map(({ code }) => code)).toEqual(['DELIVERY_BEFORE_ORDER']);
  });
});
