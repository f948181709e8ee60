import { DatasetError, readRecords, SubmissionWriter } from '@ordena/dataset';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ordena-dataset-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

/** Writes a file under the test's folder and gives its path. */
async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  return path;
}

const ORDER = { producto: 'A', cantidad: 2 };
const raw = (text: string): object => ({ natural_language: text, json_data: ORDER });

describe('readRecords', () => {
  it('reads the training part of the reference layout, file by file', async () => {
    await file('train/train/2.json', JSON.stringify(raw('dos')));
    await file('train/train/1.json', JSON.stringify([raw('uno'), raw('otro')]));
    await file('train/train/notes.txt', 'no data');
    await file('eval.json', JSON.stringify([{ id: 7, natural_language: 'siete' }]));
    expect(await readRecords(folder)).toEqual([
      { id: '1-1', text: 'uno', order: ORDER },
      { id: '1-2', text: 'otro', order: ORDER },
      { id: '2-1', text: 'dos', order: ORDER },
    ]);
    expect(await readRecords(join(folder, 'eval.json'))).toEqual([{ id: '7', text: 'siete' }]);
  });

  it('reads JSONL, with empty lines and a line break at the end', async () => {
    const path = await file(
      'orders.jsonl',
      `${JSON.stringify(raw('uno'))}\n\n${JSON.stringify(raw('dos'))}\r\n`,
    );
    expect((await readRecords(path)).map(({ text }) => text)).toEqual(['uno', 'dos']);
  });

  it('reads CSV with quotes, line breaks in a field and a byte order mark', async () => {
    const path = await file(
      'orders.csv',
      '\uFEFFid,natural_language,json_data\na-1,"dos A,\n""ya""","{""producto"":""A"",""cantidad"":2}"\na-2,sin meta,\n',
    );
    expect(await readRecords(path)).toEqual([
      { id: 'a-1', text: 'dos A,\n"ya"', order: ORDER },
      { id: 'a-2', text: 'sin meta' },
    ]);
  });

  it.each([
    ['orders.json', JSON.stringify([raw('uno'), { natural_language: 5 }]), 2, 'natural_language'],
    [
      'orders.jsonl',
      `${JSON.stringify(raw('uno'))}\n${JSON.stringify({ id: 'x' })}\n`,
      2,
      'natural_language',
    ],
    [
      'orders.csv',
      'id,natural_language,json_data\n1,A,"{""producto"":""A"",""unidad"":""cajas""}"\n',
      1,
      'json_data/unidad',
    ],
  ])('names file, row and key of a bad record in %s', async (name, content, row, key) => {
    const path = await file(name, content);
    await expect(readRecords(path)).rejects.toMatchObject({ code: 'INVALID_RECORD', file: path, row, key });
    await expect(readRecords(path)).rejects.toThrow(`${path}, row ${row}, key ${key}: `);
  });

  it('goes on past bad records when asked to', async () => {
    const path = await file('orders.json', JSON.stringify([raw('uno'), { id: 'x' }, raw('tres')]));
    const bad: DatasetError[] = [];
    const records = await readRecords(path, { onBadRecord: (error) => bad.push(error) });
    expect(records.map(({ id }) => id)).toEqual(['orders-1', 'orders-3']);
    expect(bad.map(({ row }) => row)).toEqual([2]);
  });

  it('counts the lines of JSONL as an editor does, and goes on past a broken one when asked to', async () => {
    const lines = [
      JSON.stringify(raw('uno')),
      '',
      '{"natural',
      JSON.stringify({ id: 'x' }),
      JSON.stringify(raw('tres')),
    ];
    const path = await file('orders.jsonl', lines.join('\n'));
    const bad: DatasetError[] = [];
    const records = await readRecords(path, { onBadRecord: (error) => bad.push(error) });
    expect(records.map(({ text }) => text)).toEqual(['uno', 'tres']);
    expect(bad.map(({ code, row }) => [code, row])).toEqual([
      ['INVALID_FILE', 3],
      ['INVALID_RECORD', 4],
    ]);
  });

  it.each([
    ['orders.json', '[{"natural_language":', undefined, 'is not JSON'],
    ['orders.jsonl', '{"natural_language":"A"}\n{"natural', 2, 'is not JSON'],
    ['orders.csv', 'id,natural_language\n"1,A\n', undefined, 'Quote Not Closed'],
    ['orders.xml', '<orders/>', undefined, '.json, .jsonl, .ndjson, .csv'],
  ])('refuses a broken %s', async (name, content, row, message) => {
    const path = await file(name, content);
    await expect(readRecords(path)).rejects.toMatchObject({ code: 'INVALID_FILE', file: path, row });
    await expect(readRecords(path)).rejects.toThrow(message);
  });

  it('refuses bytes that are not UTF-8', async () => {
    const path = await file('orders.json', Buffer.from('[{"natural_language":"ni\xF1o"}]', 'latin1'));
    await expect(readRecords(path)).rejects.toMatchObject({ code: 'INVALID_FILE', file: path });
    await expect(readRecords(path)).rejects.toThrow('not UTF-8');
  });

  it('says what is missing', async () => {
    const nowhere = join(folder, 'nowhere.json');
    await expect(readRecords(nowhere)).rejects.toMatchObject({ code: 'MISSING_FILE', file: nowhere });
    await expect(readRecords(folder)).rejects.toMatchObject({ code: 'MISSING_FILE', file: folder });
  });
});

describe('SubmissionWriter', () => {
  it('writes rows that read back, and goes on where it stopped', async () => {
    const path = join(folder, 'submission.csv');
    const first = new SubmissionWriter(path);
    first.write('1', '{"producto":"A, \\"B\\""}');
    await first.close();
    const second = new SubmissionWriter(path, true);
    second.write('2', '{}');
    await second.close();
    await second.close();
    expect(await readFile(path, 'utf8')).toBe('id,prediction\n1,"{""producto"":""A, \\""B\\""""}"\n2,{}\n');
  });

  it('says when the file cannot be written', async () => {
    const path = join(folder, 'missing', 'submission.csv');
    const writer = new SubmissionWriter(path);
    writer.write('1', '{}');
    await expect(writer.close()).rejects.toBeInstanceOf(DatasetError);
    await expect(writer.close()).rejects.toMatchObject({ code: 'WRITE_FAILED', file: path });
  });
});
