import { describe, expect, it } from 'vitest';
import { DatasetError } from './errors.js';
import { isDevRecord, toRecord } from './record.js';

const PLACE = { file: 'orders.json', row: 3 };

describe('toRecord', () => {
  it('reads text and target', () => {
    const raw = {
      id: 'mx-001',
      natural_language: 'una caja de A',
      json_data: { producto: 'A' },
      source: 'mail',
    };
    expect(toRecord(raw, PLACE, 'x')).toEqual({
      id: 'mx-001',
      text: 'una caja de A',
      order: { producto: 'A' },
    });
  });

  it('reads a target that is JSON text', () => {
    const raw = { id: 7, natural_language: 'A', json_data: '{"producto":"A","cantidad":2}' };
    expect(toRecord(raw, PLACE, 'x')).toEqual({ id: '7', text: 'A', order: { producto: 'A', cantidad: 2 } });
  });

  it.each([[undefined], [null], ['']])('reads a record without a target (%j)', (target) => {
    expect(toRecord({ natural_language: 'A', json_data: target }, PLACE, 'orders-3')).toEqual({
      id: 'orders-3',
      text: 'A',
    });
  });

  it.each([
    ['no text', { id: 'a' }, 'natural_language'],
    ['a text that is none', { natural_language: 5 }, 'natural_language'],
    ['an id that is none', { id: {}, natural_language: 'A' }, 'id'],
    [
      'a target that is no order',
      { natural_language: 'A', json_data: { cantidad: 'dos', producto: 'A' } },
      'json_data/cantidad',
    ],
    [
      'a wrong item',
      { natural_language: 'A', json_data: { items: [{ producto: 'A' }, { unidad: 'kg' }] } },
      'json_data/items/1',
    ],
    ['a target that is not JSON', { natural_language: 'A', json_data: '{"producto"' }, 'json_data'],
    ['no object', 'A', undefined],
  ])('names file, row and key of %s', (_what, raw, key) => {
    expect(() => toRecord(raw, PLACE, 'x')).toThrow(
      expect.objectContaining({
        name: 'DatasetError',
        code: 'INVALID_RECORD',
        file: 'orders.json',
        row: 3,
        key,
      }),
    );
  });

  it('says all that in its message', () => {
    expect(() => toRecord({ id: 'a' }, PLACE, 'x')).toThrow(/^orders\.json, row 3, key natural_language: /);
    expect(() => toRecord({ id: 'a' }, PLACE, 'x')).toThrow(DatasetError);
  });
});

describe('isDevRecord', () => {
  it.each([
    ['mx-010', true],
    ['es-100', true],
    ['mx-001', false],
    ['mx-101', false],
    ['abc', false],
  ])('%s: %s', (id, dev) => {
    expect(isDevRecord(id)).toBe(dev);
  });
});
