import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { defaultModelDir } from '@ordena/default-model/model-dir';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { ordena } from '../support/run-ordena.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const TEXT = 'Necesito comprar 100 unidades de producto A, precio 50 pesos cada uno, envío urgente.';
const ORDER = { producto: 'A', cantidad: 100, precio_unitario: 50, urgente: true };

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let data: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  data = join(folder.path, 'orders.json');
  const records = [
    { id: 'a-010', natural_language: TEXT, json_data: ORDER },
    {
      id: 'a-011',
      natural_language: 'Mándame 3 cajas de guantes de nitrilo',
      json_data: { producto: 'guantes de nitrilo', cantidad: 3, unidad: 'caja' },
    },
    { id: 'b,012', natural_language: 'Quiero dos sillas', json_data: { producto: 'sillas', cantidad: 2 } },
  ];
  await writeFile(data, JSON.stringify(records));
});

afterAll(() => folder.remove());

describe('ordena', () => {
  it('makes a token, and the line that lets it in', async () => {
    const { code, stdout, stderr } = await ordena(['token', 'tienda']);
    expect(code).toBe(0);
    const hash = createHash('sha256').update(stdout.trim()).digest('hex');
    expect(stderr).toBe(`tienda sha256:${hash}\n`);
    expect((await ordena(['token', 'dos palabras'])).code).not.toBe(0);
  });

  it.each([[['--help']], [['canonicalize', '--help']], [['models', 'list', '--help']]])(
    'helps: %j',
    async (args) => {
      const { code, stdout, stderr } = await ordena(args);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toContain('Usage: ordena');
    },
  );

  it('does not list what is for this repository only', async () => {
    expect((await ordena(['--help'])).stdout).not.toContain('train-default');
  });

  it.each([
    [['canonicalise', 'x'], 'canonicalise'],
    [['canonicalize', '--no-such-option'], '--no-such-option'],
    [['canonicalize', '--mode', 'loose', 'x'], 'loose'],
    [['evaluate'], '--data'],
    [['evaluate', '--data', 'x', '--limit', '0'], '--limit'],
    [['augment', 'x', '--out', 'y', '--factor', '9'], '--factor'],
  ])('refuses %j', async (args, what) => {
    const { code, stdout, stderr } = await ordena(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.split('\n')[0]).toMatch(/^ordena: /);
    expect(stderr.split('\n')[0]).toContain(what);
  });
});

describe('ordena canonicalize', () => {
  it('reads standard input', async () => {
    const { code, stdout } = await ordena(['canonicalize', '-'], { input: `${TEXT}\n` });
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${JSON.stringify(ORDER)}\n` });
  });

  it('indents and explains', async () => {
    const { stdout } = await ordena(['canonicalize', TEXT, '--explain', '--pretty']);
    const explained = JSON.parse(stdout) as {
      order: unknown;
      fields: { pointer: string; start?: number; end?: number }[];
    };
    expect(stdout.split('\n').length).toBeGreaterThan(5);
    expect(explained).toMatchObject({ order: ORDER, outcome: 'ok' });
    const product = explained.fields.find(({ pointer }) => pointer === '/producto');
    expect(TEXT.slice(product?.start, product?.end)).toBe('A');
  });
});

describe('ordena evaluate', () => {
  it('ends with one line of JSON', async () => {
    const { code, stdout } = await ordena(['evaluate', '--data', data, '--json']);
    expect(code).toBe(0);
    const summary = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Record<string, number>;
    expect(summary['n']).toBe(3);
    for (const name of ['f1', 'micro_f1', 'exact_match', 'invalid', 'seconds', 'orders_per_s']) {
      expect(summary[name], name).toBeTypeOf('number');
    }
    expect(summary['f1']).toBeGreaterThan(0.3);
  });

  it('takes the dev part alone, and shows a table', async () => {
    const { stdout } = await ordena(['evaluate', '--data', data, '--part', 'dev']);
    expect(stdout).toMatch(/^field +precision +recall +f1 +support\n/);
    expect(stdout).toContain('1 orders in');
  });
});

describe('ordena predict', () => {
  it('writes a row for each order, and goes on where it was stopped', async () => {
    const out = join(folder.path, 'submission.csv');
    const first = await ordena(['predict', data, '--out', out]);
    expect(first.code).toBe(0);
    const whole = await readFile(out, 'utf8');
    const lines = whole.trimEnd().split('\n');
    expect(lines[0]).toBe('id,prediction');
    expect(lines).toHaveLength(4);
    expect(lines[1]).toBe(`a-010,"${JSON.stringify(ORDER).replaceAll('"', '""')}"`);
    expect(lines[3]?.startsWith('"b,012",')).toBe(true);

    await writeFile(out, whole.slice(0, (lines[0]?.length ?? 0) + (lines[1]?.length ?? 0) + 8));
    const second = await ordena(['predict', data, '--out', out, '--resume']);
    expect(second.stdout).toBe(`2 predictions written to ${out}, 1 kept\n`);
    expect(await readFile(out, 'utf8')).toBe(whole);
  });

  it('always gives JSON in free mode', async () => {
    const out = join(folder.path, 'free.csv');
    expect((await ordena(['predict', data, '--out', out, '--mode', 'free'])).code).toBe(0);
    const [, ...rows] = (await readFile(out, 'utf8')).trimEnd().split('\n');
    expect(rows).toHaveLength(3);
    for (const row of rows) {
      const cell = row.slice(row.search(/,[^,]*("?\{)/) + 1).replace(/^"(.*)"$/, '$1');
      expect(() => JSON.parse(cell.replaceAll('""', '"')) as unknown, row).not.toThrow();
    }
  });

  it('leaves a file alone that is not its own', async () => {
    const out = join(folder.path, 'other.csv');
    await writeFile(out, 'name,value\na,b\n');
    const { code, stderr } = await ordena(['predict', data, '--out', out, '--resume']);
    expect(code).toBe(1);
    expect(stderr).toContain('is no file of predictions');
    expect(await readFile(out, 'utf8')).toBe('name,value\na,b\n');
  });
});

describe('ordena augment', () => {
  it('gives the same file for the same seed, and leaves the JSON as it is', async () => {
    const outputs = ['one.json', 'two.json'].map((name) => join(folder.path, name));
    for (const out of outputs) {
      const { code, stderr } = await ordena(['augment', data, '--out', out, '--factor', '3', '--seed', '7']);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    }
    const [one = '', two] = await Promise.all(outputs.map((out) => readFile(out, 'utf8')));
    expect(one).toBe(two);
    const records = JSON.parse(one) as { json_data: unknown; natural_language: string }[];
    expect(records).toHaveLength(9);
    expect(
      records.filter(({ json_data: target }) => JSON.stringify(target) === JSON.stringify(ORDER)),
    ).toHaveLength(3);
    expect(new Set(records.map(({ natural_language: text }) => text)).size).toBeGreaterThan(6);
  });
});

describe('ordena models list', () => {
  it('has the model that comes with Ordena, and those of the folder', async () => {
    const env = { ORDENA_MODELS: folder.path, ORDENA_STORE: `${folder.path}/no-store` };
    const { stdout } = await ordena(['models', 'list', '--json'], { env });
    const models = JSON.parse(stdout) as { name: string; bytes: number }[];
    expect(models.map(({ name }) => name)).toEqual(['default']);
    expect(models[0]?.bytes).toBeGreaterThan(1e6);
  });

  it('has the versions of the store with their aliases', async () => {
    const env = { ORDENA_MODELS: folder.path, ORDENA_STORE: `${folder.path}/store` };
    const registered = await ordena(['models', 'register', defaultModelDir(), '--alias', 'candidate'], {
      env,
    });
    const version = registered.stdout.trim();
    expect(version).toMatch(/^[0-9a-f]{16}$/);
    expect((await ordena(['models', 'alias', 'production', 'candidate'], { env })).stdout.trim()).toBe(
      version,
    );
    const { stdout } = await ordena(['models', 'list', '--json'], { env });
    const models = JSON.parse(stdout) as { name: string; aliases: string[] }[];
    expect(models[1]).toMatchObject({ name: version, aliases: ['candidate', 'production'] });
    const refused = await ordena(['models', 'remove', version], { env });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/^ordena: [^\n]+ points to it\n$/);
  });
});
