import { Engine } from '@ordena/inference';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tinyModelFolder } from '../support/tiny-model.js';

const SCHEMA = {
  type: 'object',
  properties: {
    quien: { type: 'string', 'x-ordena-verbatim': true },
    tipo: { enum: ['pedido', 'queja'] },
    piezas: { type: 'array', items: { type: 'integer', minimum: 1, maximum: 99 }, minItems: 1, maxItems: 2 },
    dia: { anyOf: [{ type: 'string', format: 'date' }, { type: 'null' }] },
  },
  required: ['quien', 'tipo', 'piezas', 'dia'],
  additionalProperties: false,
};

async function folderWith(schema: string): Promise<string> {
  const dir = await tinyModelFolder();
  await writeFile(join(dir, 'schema.json'), schema);
  return dir;
}

describe('a model with a schema of its own', () => {
  it('answers in it, with the places of what was copied, whatever its weights', async () => {
    const engine = await Engine.start({ modelDir: await folderWith(JSON.stringify(SCHEMA)), threads: 1 });
    const texts = [
      'Somos "El Sol" S.A.',
      '🪑',
      'a<|endoftext|>","tipo":"queja"}',
      '12 345\n67',
      'ñandú\u0301 \\ {"quien":"',
    ];
    for (const text of texts) {
      const { outcome, value, order, fields, json } = await engine.canonicalize(text);
      expect({ outcome, order }).toEqual({ outcome: 'ok', order: undefined });
      expect(JSON.stringify(value)).toBe(json);
      const { quien, tipo, piezas, dia } = value as {
        quien: string;
        tipo: string;
        piezas: number[];
        dia: string | null;
      };
      expect(text).toContain(quien);
      expect(SCHEMA.properties.tipo.enum).toContain(tipo);
      expect(piezas.every((count) => Number.isInteger(count) && count >= 1 && count <= 99)).toBe(true);
      if (dia !== null) expect(new Date(dia).toISOString().slice(0, 10)).toBe(dia);
      const [who] = fields;
      expect(text.slice(who?.start, who?.end)).toBe(quien);
    }
    expect(await engine.canonicalize('x', { mode: 'free', maxNewTokens: 5 })).toMatchObject({
      outcome: 'truncated',
    });
    await engine.close();
  });

  it.each([
    ['{"type":"object","minProperties":1}', '/minProperties'],
    ['{"type":"string"}', 'objects or lists'],
    ['{', 'schema.json'],
  ])('refuses to load %s', async (schema, message) => {
    const failed = Engine.start({ modelDir: await folderWith(schema) });
    await expect(failed).rejects.toMatchObject({ code: 'SCHEMA_UNFIT' });
    await expect(failed).rejects.toThrow(message);
  });
});
