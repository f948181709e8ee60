import { isDevRecord, readRecords, type OrderRecord } from '@ordena/dataset';
import { defaultModelDir, ordersDir } from '@ordena/default-model';
import {
  CALIBRATION_FILE,
  Engine,
  expectedCalibrationError,
  loadCalibration,
  reviewReasons,
  type ExplainedResult,
} from '@ordena/inference';
import { judgeFields, scoreOrders } from '@ordena/metrics';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ordena } from '../support/run-ordena.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** Orders of the dev part that are read: some seven seconds. */
const COUNT = 40;

const folder = await temporaryFolder();
const model = join(folder.path, 'model');
const calibrationFile = join(model, CALIBRATION_FILE);
let records: OrderRecord[] = [];

beforeAll(async () => {
  await cp(defaultModelDir(), model, { recursive: true });
  records = (await readRecords(ordersDir())).filter(({ id }) => isDevRecord(id)).slice(0, COUNT);
});
afterAll(() => folder.remove());

describe('the default model on dev orders', () => {
  const results: ExplainedResult[] = [];
  beforeAll(async () => {
    const engine = await Engine.start({ modelDir: defaultModelDir() });
    expect(engine.calibration).toBe('applied');
    results.push(...(await Promise.all(records.map(({ text }) => engine.canonicalize(text)))));
    await engine.close();
  });

  it('has for every value a status, a place that fits it, and a calibrated confidence', () => {
    for (const [i, { fields, calibrated, json }] of results.entries()) {
      expect(calibrated).toBe(true);
      const leaves = judgeFields({}, JSON.parse(json) as unknown).map(({ pointer }) => pointer);
      expect(fields.map(({ pointer }) => pointer)).toEqual(leaves);
      for (const { status, start, end, value, confidence = -1 } of fields) {
        expect(confidence >= 0 && confidence <= 1).toBe(true);
        expect(start === undefined).toBe(status === 'derived');
        if (status === 'exact') expect(records[i]?.text.slice(start, end)).toBe(String(value));
      }
    }
  });

  it('is about as often right as it says', () => {
    const forecasts = results.flatMap(({ fields, order }, i) => {
      const right = new Map(
        judgeFields(records[i]?.order, order).map((field) => [field.pointer, field.isRight]),
      );
      return fields.map(({ pointer, confidence = 0 }) => ({
        probability: confidence,
        isRight: right.get(pointer) === true,
      }));
    });
    expect(forecasts.length).toBeGreaterThan(300);
    expect(expectedCalibrationError(forecasts)).toBeLessThan(0.1);
  });

  it('asks for review of most wrong orders, and of few right ones', () => {
    const judged = results.map((result, i) => ({
      isWrong: scoreOrders([{ expected: records[i]?.order, predicted: result.order }]).exactMatch < 1,
      reasons: reviewReasons(result),
    }));
    const flagged = judged.filter(({ reasons }) => reasons.length > 0);
    const wrong = judged.filter(({ isWrong }) => isWrong);
    const both = flagged.filter(({ isWrong }) => isWrong);
    expect(both.length / flagged.length).toBeGreaterThan(0.75);
    expect(both.length / wrong.length).toBeGreaterThan(0.75);
    // What does not fit together is wrong, but for a few texts that do not fit together themselves.
    const unfit = judged.filter(({ reasons }) =>
      reasons.some(({ code }) => code !== 'LOW_CONFIDENCE' && code !== 'UNGROUNDED'),
    );
    expect(unfit.filter(({ isWrong }) => isWrong).length / unfit.length).toBeGreaterThan(0.8);
  });
});

describe('a calibration', () => {
  const state = async (change: (read: Record<string, unknown>) => unknown): Promise<unknown> => {
    const read = JSON.parse(await readFile(join(defaultModelDir(), CALIBRATION_FILE), 'utf8')) as Record<
      string,
      unknown
    >;
    await writeFile(calibrationFile, JSON.stringify(change(read)));
    return (await loadCalibration(model)).state;
  };

  it('is applied to the weights that it was fitted to, and to no others', async () => {
    expect(await state((read) => read)).toBe('applied');
    expect(await state((read) => ({ ...read, model: '0'.repeat(64) }))).toBe('stale');
    await rm(calibrationFile);
    expect((await loadCalibration(model)).state).toBe('none');
  });

  it.each([
    ['a later version', (read: object) => ({ ...read, version: 2 }), 'version'],
    ['other features', (read: object) => ({ ...read, features: ['one'] }), 'features'],
    ['too few weights', (read: object) => ({ ...read, weights: { all: [1], kinds: {} } }), 'weights.all'],
  ])('is refused when it has %s, and says where', async (_, change, where) => {
    await expect(state(change)).rejects.toMatchObject({
      code: 'MODEL_UNFIT',
      message: expect.stringContaining(where) as string,
    });
  });
});

describe('ordena calibrate', () => {
  it('reports and writes a calibration that the engine takes', async () => {
    await rm(calibrationFile, { force: true });
    const data = join(folder.path, 'orders.json');
    const rows = records.slice(0, 24).map(({ id, text, order }) => ({
      id,
      natural_language: text,
      json_data: order,
    }));
    await writeFile(data, JSON.stringify(rows));
    const dry = await ordena(['calibrate', '--data', data, '--model', model, '--dry-run', '--json']);
    expect(dry.code).toBe(0);
    const report = JSON.parse(dry.stdout) as { orders: number; ece: { whole: { after: number } } };
    expect(report.orders).toBe(24);
    expect(report.ece.whole.after).toBeLessThan(0.3);
    expect((await loadCalibration(model)).state).toBe('none');

    const { code, stdout } = await ordena(['calibrate', '--data', data, '--model', model]);
    expect(code).toBe(0);
    expect(stdout).toContain('expected calibration error');
    expect((await loadCalibration(model)).state).toBe('applied');

    const few = await ordena(['calibrate', '--data', data, '--model', model, '--limit', '2']);
    expect({ code: few.code, stdout: few.stdout }).toEqual({ code: 1, stdout: '' });
    expect(few.stderr).toMatch(/calibrating wants 50 or more/);

    const scored = await ordena(['evaluate', '--data', data, '--limit', '8', '--review', '--json']);
    expect(JSON.parse(scored.stdout)).toMatchObject({ review: { n: 8, min_confidence: 0.7 } });
  });
});

describe('ordena predict --review', () => {
  it('says of each order whether a person should look, and why', async () => {
    const data = join(folder.path, 'few.jsonl');
    const texts = ['Necesito comprar 100 unidades de producto A', '4 kg de sal a 5 euros, total 90 euros'];
    await writeFile(
      data,
      texts
        .map((text, id) => `${JSON.stringify({ id: `r-${String(id)}`, natural_language: text })}\n`)
        .join(''),
    );
    const [out, review] = ['few.csv', 'review.jsonl'].map((name) => join(folder.path, name)) as [
      string,
      string,
    ];
    const args = ['predict', data, '--out', out, '--review', review, '--review-below', '0'];
    expect((await ordena(args)).code).toBe(0);
    const lines = (await readFile(review, 'utf8')).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { id: 'r-0', needs_review: false, reviews: [] },
      { id: 'r-1', needs_review: true, reviews: [{ code: 'TOTAL_MISMATCH', found: '90' }] },
    ]);
  });
});

describe('ordena canonicalize --explain', () => {
  const TEXT = 'Somos Bar Sol: 20 kilos de arroz a $1,850 pesos mexicanos, total 40000. Urge';

  it('shows where each value stands and what does not fit', async () => {
    const { stdout } = await ordena(['canonicalize', TEXT, '--explain', '--table']);
    expect(stdout).toMatch(/^\/unidad +"kg" +normalised +18-23 +"kilos" +0\.\d{3}$/m);
    expect(stdout).toMatch(/^ {2}TOTAL_MISMATCH: the lines come to 37000, the total says 40000$/m);
  });

  it('gives programs the same as JSON', async () => {
    const { stdout } = await ordena(['canonicalize', TEXT, '--explain', '--review-below', '0']);
    const explained = JSON.parse(stdout) as Record<string, unknown>;
    expect(explained).toMatchObject({
      calibrated: true,
      needs_review: true,
      review_reasons: ['the lines come to 37000, the total says 40000'],
      reviews: [{ code: 'TOTAL_MISMATCH', expected: '37000', found: '40000' }],
    });
  });
});
