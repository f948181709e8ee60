import { describe, expect, it } from 'vitest';
import { advance } from '../automaton.js';
import { TextSpans } from '../text-spans.js';
import { KEYWORDS } from './keywords.js';
import { schemaGrammar } from './schema-grammar.js';
import type { JsonSchema } from './schema-node.js';

const encoder = new TextEncoder();

function takes(schema: JsonSchema, json: string, text = ''): boolean {
  const { start } = schemaGrammar(schema)(new TextSpans(text));
  return advance(start, encoder.encode(json))?.isEnd === true;
}

const tree = {
  $ref: '#/$defs/node',
  $defs: {
    node: {
      type: 'object',
      properties: { v: { type: 'null' }, next: { $ref: '#/$defs/node' } },
      required: ['v'],
    },
  },
};

describe('the grammar of a JSON Schema', () => {
  it.each<[JsonSchema, string[], string[]]>([
    [{ type: 'boolean' }, ['true', 'false'], ['null', 'tru', ' true']],
    [{ type: ['null', 'boolean'] }, ['null', 'true'], ['0']],
    [{ enum: ['á"', 1, null] }, ['"á\\""', '1', 'null'], ['"á"', '2']],
    [{ const: 'x' }, ['"x"'], ['"y"']],
    [{ type: 'integer' }, ['0', '-7', '123456789012345'], ['-0', '01', '1.0', '1e3', '1234567890123456']],
    [{ type: 'integer', minimum: -12, maximum: 105 }, ['-12', '0', '99', '105'], ['-13', '106', '1000']],
    [{ type: 'integer', exclusiveMinimum: 0, exclusiveMaximum: 3 }, ['1', '2'], ['0', '3', '-1']],
    [{ type: 'number' }, ['0', '0.5', '-1.25', '12'], ['0.50', '-0', '.5', '1.', '1E2', '0.1234567']],
    [{ type: 'number', minimum: 0, maximum: 100 }, ['0', '99.9', '100', '0.01'], ['100.1', '-0.1', '101']],
    [{ type: 'number', exclusiveMinimum: -1, maximum: 1 }, ['-0.5', '0', '1'], ['-1', '-1.5', '1.5']],
    [{ type: 'number', multipleOf: 0.01 }, ['0.05', '3.2'], ['0.005']],
    [
      { type: 'string', minLength: 1, maxLength: 2 },
      ['"ñ"', '"🪑\\n"', '"\\u0001"'],
      ['""', '"abc"', '"\n"', '"\\/"', '"\\u0041"'],
    ],
    [
      { type: 'string', pattern: '^[A-Z]{2}-\\d{1,3}$' },
      ['"TX-204"', '"TX-2"'],
      ['"tx-204"', '"TX-2045"', '"TX-"'],
    ],
    [
      { type: 'string', pattern: '^(?:a|b+)[^c]?.\\.$' },
      ['"ax."', '"bbxy."'],
      ['"c."', '"a\\n."', '"axc."'.replace('xc', 'cx')],
    ],
    [{ type: 'string', pattern: 'x' }, ['"x"', '"axb"'], ['"ab"']],
    [
      { type: 'string', format: 'date' },
      ['"2026-02-28"', '"2024-02-29"', '"2000-02-29"', '"2026-12-31"'],
      ['"2026-02-29"', '"1900-02-29"', '"2026-04-31"', '"2026-13-01"', '"26-01-01"'],
    ],
    [
      { type: 'array', items: { type: 'null' }, minItems: 1, maxItems: 3 },
      ['[null]', '[null,null,null]'],
      ['[]', '[null,null,null,null]', '[null,]'],
    ],
    [{ type: 'array', items: { type: 'null' } }, ['[]', '[null,null]'], ['[,]']],
    [
      {
        type: 'object',
        properties: { a: { type: 'null' }, b: { type: 'null' }, c: { type: 'null' } },
        required: ['b'],
      },
      ['{"b":null}', '{"a":null,"b":null,"c":null}', '{"b":null,"c":null}'],
      [
        '{}',
        '{"a":null}',
        '{"b":null,"a":null}',
        '{"b":null,"b":null}',
        '{"d":null,"b":null}',
        '{"b": null}',
      ],
    ],
    [{ type: 'object' }, ['{}'], ['{"a":1}']],
    [
      {
        type: 'object',
        properties: { a: { type: 'null' }, b: { type: 'null' } },
        anyOf: [{ required: ['a'] }, { required: ['b'] }],
      },
      ['{"a":null}', '{"b":null}', '{"a":null,"b":null}'],
      ['{}'],
    ],
    [{ oneOf: [{ type: 'integer' }, { type: 'string', maxLength: 1 }] }, ['1', '"a"'], ['null']],
    [tree, ['{"v":null}', '{"v":null,"next":{"v":null}}'], ['{"next":{"v":null}}']],
  ])('%j', (schema, good, bad) => {
    expect(good.filter((json) => !takes(schema, json))).toEqual([]);
    expect(bad.filter((json) => takes(schema, json))).toEqual([]);
  });

  it('bounds how deep a reference may go', () => {
    const deep = (depth: number): string =>
      '{"v":null,"next":'.repeat(depth) + '{"v":null}' + '}'.repeat(depth);
    expect(takes(tree, deep(7))).toBe(true);
    expect(takes(tree, deep(8))).toBe(false);
  });

  it('copies verbatim strings from the text, beside others that need not be copies', () => {
    const schema = {
      type: 'object',
      properties: {
        ref: {
          anyOf: [
            { type: 'string', 'x-ordena-verbatim': true },
            { type: 'string', format: 'date' },
            { type: 'null' },
          ],
        },
      },
    };
    const text = 'Somos "El Sol", ref. TX-204 🪑';
    for (const good of [
      '{"ref":"TX-204"}',
      '{"ref":"Somos \\"El Sol\\""}',
      '{"ref":"2026-01-31"}',
      '{"ref":null}',
    ])
      expect(takes(schema, good, text)).toBe(true);
    for (const bad of [
      '{"ref":"TX-205"}',
      '{"ref":"TX"x}',
      '{"ref":"omos"}',
      '{"ref":"2026-01-32"}',
      '{"ref":""}',
    ])
      expect(takes(schema, bad, text)).toBe(false);
  });

  it.each<[string, JsonSchema]>([
    [
      '/properties/a/uniqueItems',
      { type: 'object', properties: { a: { type: 'array', items: { type: 'null' }, uniqueItems: true } } },
    ],
    ['/minLength', { type: 'integer', minLength: 1 }],
    ['/made-up', { type: 'null', 'made-up': 1 }],
    ['/toString', { type: 'null', toString: 1 }],
    ['/format', { type: 'string', format: 'email' }],
    ['/pattern', { type: 'string', pattern: '(?=a)b' }],
    ['/pattern', { type: 'string', pattern: '\\bword' }],
    ['/pattern', { type: 'string', pattern: '(a)\\1' }],
    ['/maxLength', { type: 'string', pattern: '^a+$', maxLength: 3 }],
    ['/minimum', { type: 'number', minimum: 0.5 }],
    ['/multipleOf', { type: 'number', multipleOf: 3 }],
    ['/oneOf', { oneOf: [{ type: 'integer' }, { type: 'number' }] }],
    ['/additionalProperties', { type: 'object', additionalProperties: { type: 'string' } }],
    ['/required', { type: 'object', required: ['x'] }],
    ['/$ref', { $ref: 'other.json' }],
    ['/$ref', { $ref: '#/$defs/none' }],
    ['/enum', { enum: [{}] }],
    ['it has no value', { $ref: '#' }],
    ['it says no type', {}],
    ['/anyOf/0', { anyOf: [true] }],
    ['/type', { type: 'any' }],
    ['/maxItems', { type: 'array', items: { type: 'null' }, minItems: 2, maxItems: 1 }],
  ])('refuses %s of %j', (pointer, schema) => {
    const compile = (): unknown => schemaGrammar(schema);
    expect(compile).toThrow(expect.objectContaining({ name: 'EngineError', code: 'SCHEMA_UNFIT' }));
    expect(compile).toThrow(pointer);
  });

  it.each(Object.entries(KEYWORDS).filter(([, { use }]) => use === 'refused'))('refuses %s', (keyword) => {
    expect(() => schemaGrammar({ type: 'object', [keyword]: {} })).toThrow(
      `schema: /${keyword} cannot be enforced`,
    );
  });

  it('is made quickly and once for a schema', () => {
    const schema = { type: 'string', maxLength: 100_000 };
    const begun = performance.now();
    schemaGrammar(schema);
    expect(performance.now() - begun).toBeLessThan(100);
  });
});
