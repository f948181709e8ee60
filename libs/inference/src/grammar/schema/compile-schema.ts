import {
  ANY_CHARACTER,
  COPY,
  NOTHING,
  choice,
  literal,
  repeat,
  sequence,
  type Expression,
} from './expression.js';
import type { SchemaKind } from './keywords.js';
import { DATE, MAX_DECIMALS, numberExpression } from './number-expressions.js';
import { readPattern } from './pattern.js';
import { SchemaNode, unfit, valueAt, type JsonSchema } from './schema-node.js';

/** How often a `$ref` may lie inside what a `$ref` leads to. */
const MAX_DEPTH = 8;

/**
 * The canonical spellings of all values of a schema: keys in the schema's order, no white space, numbers and escapes
 * in their one form. Every keyword is either enforced or refused (`KEYWORDS`).
 *
 * @throws EngineError SCHEMA_UNFIT with the JSON pointer of the keyword.
 */
export function compileSchema(schema: JsonSchema): Expression {
  const expression = new SchemaCompiler(schema).compile('', schema, 0);
  if (!expression) throw unfit('', 'has no value that ends');
  return expression;
}

class SchemaCompiler {
  private readonly byRef = new Map<string, Expression | undefined>();

  constructor(private readonly root: JsonSchema) {}

  /** @returns undefined for a schema that no value fits, as beyond the greatest depth. */
  compile(pointer: string, schema: unknown, depth: number): Expression | undefined {
    const node = SchemaNode.at(pointer, schema);
    if (node.has('$ref')) return this.reference(node, depth);
    if (node.has('enum') || node.has('const')) return constants(node);
    const types = node.types();
    const alone = types.length === 0;
    if (alone && node.has('anyOf')) return this.alternatives(node, 'anyOf', depth);
    if (alone && node.has('oneOf')) return this.alternatives(node, 'oneOf', depth);
    if (node.has('oneOf')) throw node.fault('oneOf', 'cannot be enforced beside "type"');
    if (alone) throw unfit(pointer, 'says no type');
    return oneOfThese(types.map((type) => this.ofType(node, type, depth)));
  }

  private ofType(node: SchemaNode, type: SchemaKind, depth: number): Expression | undefined {
    if (node.has('anyOf') && type !== 'object') throw node.fault('anyOf', 'cannot be enforced beside "type"');
    switch (type) {
      case 'object':
        return this.object(node, depth);
      case 'array':
        return this.array(node, depth);
      case 'string':
        return text(node);
      case 'number':
      case 'integer':
        return number(node, type);
      case 'boolean':
        return choice(literal('true'), literal('false'));
      case 'null':
        return literal('null');
    }
  }

  private reference(node: SchemaNode, depth: number): Expression | undefined {
    const [other] = Object.keys(node.schema).filter((key) => !['$ref', '$defs', 'definitions'].includes(key));
    if (other !== undefined) throw node.fault(other, 'cannot be enforced beside "$ref"');
    const ref = node.text('$ref') ?? '';
    const pointer = ref.startsWith('#') ? decodeURIComponent(ref.slice(1)) : undefined;
    if (pointer === undefined || !/^(?:\/|$)/.test(pointer))
      throw node.fault('$ref', 'leads out of the schema');
    const target = valueAt(this.root, pointer);
    if (target === undefined) throw node.fault('$ref', 'leads nowhere');
    if (depth >= MAX_DEPTH) return undefined;
    const key = `${depth} ${pointer}`;
    if (!this.byRef.has(key)) this.byRef.set(key, this.compile(pointer, target, depth + 1));
    return this.byRef.get(key);
  }

  private alternatives(node: SchemaNode, keyword: 'anyOf' | 'oneOf', depth: number): Expression | undefined {
    const list = node.list(keyword);
    if (keyword === 'oneOf') {
      const kinds = list.flatMap((option) => kindsOf(this.root, option));
      if (new Set(kinds).size < kinds.length || kinds.includes('any')) {
        throw node.fault(keyword, 'cannot be enforced unless its alternatives are of different types');
      }
    }
    return oneOfThese(list.map((option, i) => this.compile(node.child(keyword, i), option, depth)));
  }

  private object(node: SchemaNode, depth: number): Expression | undefined {
    node.flag('additionalProperties');
    const properties = node.entries('properties').map(([name, schema]) => ({
      name,
      value: this.compile(node.child('properties', name), schema, depth),
    }));
    const names = new Set(properties.map(({ name }) => name));
    const alternatives = node.has('anyOf') ? requiredAlternatives(node) : [new Set<string>()];
    const always = node.names('required');
    for (const name of [...always, ...alternatives.flatMap((some) => [...some])]) {
      if (!names.has(name)) throw node.fault('required', `names ${name}, which is no property`);
    }
    return oneOfThese(
      alternatives.map((some) => {
        const members = properties.map(({ name, value }) => ({
          key: JSON.stringify(name),
          value,
          required: always.has(name) || some.has(name),
        }));
        const inside = membersFrom(members);
        return inside && sequence(literal('{'), inside, literal('}'));
      }),
    );
  }

  private array(node: SchemaNode, depth: number): Expression | undefined {
    const [min, max] = [node.count('minItems', 0), node.count('maxItems', Infinity)];
    if (max < min) throw node.fault('maxItems', 'is less than minItems');
    if (!node.has('items')) throw unfit(node.pointer, 'says nothing of its items');
    const item = max === 0 ? undefined : this.compile(node.child('items'), node.schema['items'], depth);
    if (!item) return min > 0 ? undefined : literal('[]');
    const further = repeat(sequence(literal(','), item), Math.max(0, min - 1), max - 1);
    const filled = sequence(literal('['), item, further, literal(']'));
    return min === 0 ? choice(literal('[]'), filled) : filled;
  }
}

interface Member {
  readonly key: string;
  /** Absent for a property that no value fits. */
  readonly value: Expression | undefined;
  readonly required: boolean;
}

/** All ways to write members in their order, with commas between; undefined where a required one has no value. */
function membersFrom(members: readonly Member[]): Expression | undefined {
  let later: Expression = NOTHING;
  let first: Expression = NOTHING;
  for (const { key, value, required } of members.toReversed()) {
    if (required && !value) return undefined;
    if (!value) continue;
    const pair = sequence(literal(`${key}:`), value);
    const opening = sequence(pair, later);
    first = required ? opening : choice(opening, first);
    const following = sequence(literal(','), pair, later);
    later = required ? following : choice(following, later);
  }
  return first;
}

/** `anyOf` beside an object: lists of properties one of which has to be there. */
function requiredAlternatives(node: SchemaNode): ReadonlySet<string>[] {
  return node.list('anyOf').map((option, i) => {
    const inner = SchemaNode.at(node.child('anyOf', i), { type: 'object', ...(option as object) });
    const other = Object.keys(inner.schema).find((key) => key !== 'required' && key !== 'type');
    if (other !== undefined) throw inner.fault(other, 'cannot be enforced here: only "required" can');
    return inner.names('required');
  });
}

function oneOfThese(options: readonly (Expression | undefined)[]): Expression | undefined {
  const some = options.filter((option) => option !== undefined);
  return some.length === 0 ? undefined : choice(...some);
}

function constants(node: SchemaNode): Expression {
  const types = node.types();
  const keyword = node.has('enum') ? 'enum' : 'const';
  const allowed = new Set([
    keyword,
    'type',
    ...Object.keys(node.schema).filter((key) => key.startsWith('$')),
  ]);
  const others = ['title', 'description', 'default', 'examples', 'deprecated', 'readOnly', 'writeOnly'];
  const other = Object.keys(node.schema).find((key) => !allowed.has(key) && !others.includes(key));
  if (other !== undefined) throw node.fault(other, `cannot be enforced beside "${keyword}"`);
  const values = keyword === 'enum' ? node.list('enum') : [node.schema['const']];
  if (values.length === 0) throw node.fault('enum', 'is empty');
  const spellings = values.map((value) => {
    const type = typeOf(value);
    if (!type) throw node.fault(keyword, 'has a value that is neither string, number, boolean nor null');
    const fits =
      types.length === 0 || types.includes(type) || (type === 'integer' && types.includes('number'));
    if (!fits) throw node.fault(keyword, `has a value that is no ${types.join(' or ')}`);
    return JSON.stringify(value);
  });
  return choice(...[...new Set(spellings)].map(literal));
}

function typeOf(value: unknown): SchemaKind | undefined {
  if (value === null) return 'null';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value === 'string' || typeof value === 'boolean' ? (typeof value as SchemaKind) : undefined;
}

function text(node: SchemaNode): Expression {
  const [min, max] = [node.count('minLength', 0), node.count('maxLength', Infinity)];
  if (max < min) throw node.fault('maxLength', 'is less than minLength');
  const special = (['x-ordena-verbatim', 'format', 'pattern'] as const).filter(
    (keyword) => node.has(keyword) && node.schema[keyword] !== false,
  );
  if (special.length > 1)
    throw node.fault(special[1] ?? '', `cannot be enforced beside "${special[0] ?? ''}"`);
  const quoted = (inner: Expression): Expression => sequence(literal('"'), inner, literal('"'));
  switch (special[0]) {
    case undefined:
      return quoted(repeat(ANY_CHARACTER, min, max));
    case 'x-ordena-verbatim':
      node.flag('x-ordena-verbatim');
      checkLength(node, { min: 1, max: Infinity }, 'x-ordena-verbatim');
      return quoted(COPY);
    case 'format': {
      const format = node.text('format') ?? '';
      if (format !== 'date') throw node.fault('format', `cannot be enforced: ${format}`);
      checkLength(node, { min: 10, max: 10 }, 'format');
      return quoted(DATE);
    }
    default:
      return quoted(pattern(node));
  }
}

function pattern(node: SchemaNode): Expression {
  try {
    const read = readPattern(node.text('pattern') ?? '');
    checkLength(node, read, 'pattern');
    return read.expression;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw node.fault('pattern', `cannot be enforced: ${error.message}`);
  }
}

/** Lengths beside another rule of a string hold only where that rule keeps them by itself. */
function checkLength(node: SchemaNode, { min, max }: { min: number; max: number }, beside: string): void {
  for (const [keyword, kept] of [
    ['minLength', node.count('minLength', 0) <= min],
    ['maxLength', node.count('maxLength', Infinity) >= max],
  ] as const) {
    if (!kept) throw node.fault(keyword, `cannot be enforced beside "${beside}"`);
  }
}

function number(node: SchemaNode, type: 'number' | 'integer'): Expression | undefined {
  const [min, above] = [node.wholeNumber('minimum'), node.wholeNumber('exclusiveMinimum')];
  const [max, below] = [node.wholeNumber('maximum'), node.wholeNumber('exclusiveMaximum')];
  const openMin = above !== undefined && above >= (min ?? -Infinity);
  const openMax = below !== undefined && below <= (max ?? Infinity);
  return numberExpression({
    min: (openMin ? above : min) ?? -Infinity,
    max: (openMax ? below : max) ?? Infinity,
    openMin,
    openMax,
    decimals: Math.min(type === 'integer' ? 0 : MAX_DECIMALS, decimalsOf(node)),
  });
}

function decimalsOf(node: SchemaNode): number {
  const step = node.schema['multipleOf'];
  if (step === undefined) return Infinity;
  const decimals = Array.from({ length: MAX_DECIMALS + 1 }, (_, i) => i).find(
    (count) => Number(`1e-${count}`) === step,
  );
  if (decimals === undefined)
    throw node.fault('multipleOf', 'cannot be enforced unless it is 1, 0.1, 0.01 …');
  return decimals;
}

/** The types of an alternative of `oneOf`, as far as they are plain to see; `any` where they are not. */
function kindsOf(root: JsonSchema, schema: unknown, depth = 0): string[] {
  if (typeof schema !== 'object' || schema === null || depth > MAX_DEPTH) return ['any'];
  const { $ref: ref, type, const: value, enum: values } = schema as JsonSchema;
  if (typeof ref === 'string') return kindsOf(root, valueAt(root, ref.slice(1)), depth + 1);
  const list = Array.isArray(values) ? (values as unknown[]) : value === undefined ? undefined : [value];
  const types: readonly unknown[] = Array.isArray(type) ? type : [type];
  const kinds = (list?.map(typeOf) ?? types).map((kind) => (typeof kind === 'string' ? kind : 'any'));
  return [...new Set(kinds.map((kind) => (kind === 'integer' ? 'number' : kind)))];
}
