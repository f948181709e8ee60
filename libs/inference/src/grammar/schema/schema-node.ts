import { EngineError } from '../../errors.js';
import { KEYWORDS, type SchemaKind } from './keywords.js';

/** A JSON Schema as parsed JSON. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const KINDS: ReadonlySet<unknown> = new Set<SchemaKind>([
  'object',
  'array',
  'string',
  'number',
  'integer',
  'boolean',
  'null',
]);

/** A place in a schema, with typed access to its keywords. Whatever is wrong is told with its JSON pointer. */
export class SchemaNode {
  private constructor(
    readonly pointer: string,
    readonly schema: JsonSchema,
  ) {}

  /** @throws EngineError SCHEMA_UNFIT for a keyword that is not enforced, or stands where it means nothing. */
  static at(pointer: string, value: unknown): SchemaNode {
    if (!isRecord(value)) throw unfit(pointer, 'is no schema object');
    const node = new SchemaNode(pointer, value);
    const types = node.types();
    for (const keyword of Object.keys(value)) {
      const rule = Object.hasOwn(KEYWORDS, keyword) ? KEYWORDS[keyword] : undefined;
      if (!rule || rule.use === 'refused') throw node.fault(keyword, 'cannot be enforced');
      if (rule.types && !rule.types.some((type) => types.includes(type))) {
        throw node.fault(keyword, `needs "type" to be ${rule.types.join(' or ')}`);
      }
    }
    return node;
  }

  /** The types that are named; none when there is no `type`. */
  types(): readonly SchemaKind[] {
    const { type } = this.schema;
    if (type === undefined) return [];
    const list: readonly unknown[] = Array.isArray(type) ? type : [type];
    const wrong = list.find((entry) => !KINDS.has(entry));
    if (wrong !== undefined || list.length === 0) throw this.fault('type', 'is no type');
    return list as readonly SchemaKind[];
  }

  has(keyword: string): boolean {
    return this.schema[keyword] !== undefined;
  }

  /** A whole number from 0, or `otherwise` where there is none. */
  count(keyword: string, otherwise: number): number {
    const value = this.schema[keyword];
    if (value === undefined) return otherwise;
    if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
    throw this.fault(keyword, 'is not a whole number from 0 up');
  }

  wholeNumber(keyword: string): number | undefined {
    const value = this.schema[keyword];
    if (value === undefined) return undefined;
    if (Number.isSafeInteger(value)) return value as number;
    throw this.fault(keyword, 'cannot be enforced unless it is a whole number');
  }

  flag(keyword: string): boolean | undefined {
    const value = this.schema[keyword];
    if (value === undefined || typeof value === 'boolean') return value;
    throw this.fault(keyword, 'cannot be enforced unless it is true or false');
  }

  text(keyword: string): string | undefined {
    const value = this.schema[keyword];
    if (value === undefined || typeof value === 'string') return value;
    throw this.fault(keyword, 'is no string');
  }

  list(keyword: string): readonly unknown[] {
    const value = this.schema[keyword];
    if (value === undefined) return [];
    if (Array.isArray(value)) return value as readonly unknown[];
    throw this.fault(keyword, 'is no list');
  }

  names(keyword: string): ReadonlySet<string> {
    const names = this.list(keyword);
    if (names.every((name) => typeof name === 'string')) return new Set(names);
    throw this.fault(keyword, 'is no list of names');
  }

  entries(keyword: string): readonly [string, unknown][] {
    const value = this.schema[keyword];
    if (value === undefined) return [];
    if (isRecord(value)) return Object.entries(value);
    throw this.fault(keyword, 'is no object');
  }

  child(...keys: readonly (string | number)[]): string {
    return keys.reduce((path: string, key) => `${path}/${escapeKey(String(key))}`, this.pointer);
  }

  fault(keyword: string, what: string): EngineError {
    return unfit(this.child(keyword), what);
  }
}

export function unfit(pointer: string, what: string): EngineError {
  return new EngineError('SCHEMA_UNFIT', `schema: ${pointer === '' ? 'it' : pointer} ${what}`);
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value that a JSON pointer (RFC 6901) leads to; undefined where there is none. */
export function valueAt(root: unknown, pointer: string): unknown {
  let at = root;
  for (const key of pointer.split('/').slice(1)) {
    const name = key.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return undefined;
    at = (at as Record<string, unknown>)[name];
  }
  return at;
}

function escapeKey(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
