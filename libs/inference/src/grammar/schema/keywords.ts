/** Kinds of schema nodes: what a node says its value is. */
export type SchemaKind = 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean' | 'null';

/** What becomes of a keyword. */
export interface KeywordRule {
  /** - `enforced`: no answer breaks it. - `annotation`: it asserts nothing. - `refused`: a schema with it is not served. */
  readonly use: 'enforced' | 'annotation' | 'refused';
  /** The types it may stand beside; absent: any, or none. */
  readonly types?: readonly SchemaKind[];
  /** What is understood of it. */
  readonly note?: string;
}

const NUMERIC: readonly SchemaKind[] = ['number', 'integer'];
const bound: KeywordRule = { use: 'enforced', types: NUMERIC, note: 'whole numbers' };
const length: KeywordRule = { use: 'enforced', types: ['string'], note: 'counted in characters' };
const annotation: KeywordRule = { use: 'annotation' };
const refused: KeywordRule = { use: 'refused' };

/** Every keyword of JSON Schema 2020-12 and our own. A keyword that is not here is refused, too. */
export const KEYWORDS: Readonly<Record<string, KeywordRule>> = {
  type: { use: 'enforced', note: 'one or a list' },
  enum: { use: 'enforced', note: 'strings, numbers, booleans, null' },
  const: { use: 'enforced', note: 'likewise' },
  anyOf: { use: 'enforced', note: 'beside an object: alternatives of `required` only' },
  oneOf: { use: 'enforced', note: 'alternatives of different types only' },
  $ref: { use: 'enforced', note: '`#`, `#/$defs/NAME`, or any other pointer into the schema; eight deep' },
  $defs: { use: 'enforced', note: 'read where they are referred to' },
  definitions: { use: 'enforced', note: 'likewise' },
  properties: { use: 'enforced', types: ['object'], note: 'written in this order' },
  required: { use: 'enforced', types: ['object'] },
  additionalProperties: { use: 'enforced', types: ['object'], note: 'a boolean; others are never written' },
  items: { use: 'enforced', types: ['array'], note: 'one schema for all' },
  minItems: { use: 'enforced', types: ['array'] },
  maxItems: { use: 'enforced', types: ['array'] },
  minLength: length,
  maxLength: length,
  pattern: {
    use: 'enforced',
    types: ['string'],
    note: 'regular; its own lengths have to keep to `minLength` and `maxLength`',
  },
  format: { use: 'enforced', types: ['string'], note: '`date` only, days that there are' },
  'x-ordena-verbatim': { use: 'enforced', types: ['string'], note: 'a part of the text, word for word' },
  minimum: bound,
  maximum: bound,
  exclusiveMinimum: bound,
  exclusiveMaximum: bound,
  multipleOf: { use: 'enforced', types: NUMERIC, note: '1, 0.1, … 0.000001' },
  title: annotation,
  description: annotation,
  default: annotation,
  examples: annotation,
  deprecated: annotation,
  readOnly: annotation,
  writeOnly: annotation,
  $schema: annotation,
  $id: annotation,
  $comment: annotation,
  $anchor: refused,
  $dynamicAnchor: refused,
  $dynamicRef: refused,
  $vocabulary: refused,
  allOf: refused,
  not: refused,
  if: refused,
  then: refused,
  else: refused,
  dependentSchemas: refused,
  dependentRequired: refused,
  dependencies: refused,
  patternProperties: refused,
  propertyNames: refused,
  minProperties: refused,
  maxProperties: refused,
  unevaluatedProperties: refused,
  unevaluatedItems: refused,
  prefixItems: refused,
  additionalItems: refused,
  contains: refused,
  minContains: refused,
  maxContains: refused,
  uniqueItems: refused,
  contentEncoding: refused,
  contentMediaType: refused,
  contentSchema: refused,
};
