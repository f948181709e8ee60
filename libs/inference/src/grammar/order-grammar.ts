import {
  CURRENCIES,
  FIELD_KINDS,
  LINE_FIELDS,
  ORDER_FIELDS,
  UNITS,
  type LineField,
  type OrderField,
} from '@ordena/orders';
import { GrammarNode, addEdges, addLiteral } from './grammar-node.js';
import { booleanValue, enumValue, numberValue, spanValue } from './value-nodes.js';

type Field = LineField | OrderField;

/** An object of the order: its fields in order, and where its closing brace leads. */
interface ObjectRule {
  readonly fields: readonly Field[];
  readonly close: GrammarNode;
  /** One of these has to be there; none of the others may come before it. */
  readonly names: readonly Field[];
}

/** What names the goods of a line. */
const NAMES: readonly Field[] = ['producto', 'codigo'];
const PERCENTAGES: ReadonlySet<Field> = new Set(['descuento']);

/**
 * The canonical order, schema v1, as a language over bytes: keys in canonical order, no white space, enums, numbers in
 * their shortest form; which strings and numbers there may be is left to the text (see `SpanRule`, `NumberRule`).
 *
 * It is a little stricter than the schema: `descuento` stands once in a flat order.
 */
export function orderGrammar(): GrammarNode {
  const end = new GrammarNode();
  end.isEnd = true;
  const tail = new ObjectBuilder({ fields: ORDER_FIELDS, close: end, names: [] });

  // At least two items: only behind the second one may the list end.
  const later = new GrammarNode();
  addLiteral(later, ',{', new ObjectBuilder({ fields: LINE_FIELDS, close: later, names: NAMES }).start());
  addEdges(later, ']', tail.afterValue(-1, true));
  const first = new GrammarNode();
  addLiteral(first, ',{', new ObjectBuilder({ fields: LINE_FIELDS, close: later, names: NAMES }).start());

  const flatFields = [...new Set<Field>([...LINE_FIELDS, ...ORDER_FIELDS])];
  const flat = new ObjectBuilder({ fields: flatFields, close: end, names: NAMES }).start();
  const root = new GrammarNode();
  addEdges(root, '{', flat);
  addLiteral(
    flat,
    '"items":[{',
    new ObjectBuilder({ fields: LINE_FIELDS, close: first, names: NAMES }).start(),
  );
  return root;
}

class ObjectBuilder {
  private readonly afters = new Map<string, GrammarNode>();

  constructor(private readonly rule: ObjectRule) {}

  /** The node behind the opening brace. */
  start(): GrammarNode {
    return this.keys(0, this.rule.names.length === 0);
  }

  /** The node behind the value of field `index`; `named` says whether the goods have been named. */
  afterValue(index: number, named: boolean): GrammarNode {
    const key = `${index}:${named}`;
    const seen = this.afters.get(key);
    if (seen) return seen;
    const node = new GrammarNode();
    this.afters.set(key, node);
    if (named) addEdges(node, '}', this.rule.close);
    const rest = this.keys(index + 1, named);
    if (rest.edges.size > 0) addEdges(node, ',', rest);
    return node;
  }

  /** The node before a key, which may be any from `index` on. */
  private keys(index: number, named: boolean): GrammarNode {
    const node = new GrammarNode();
    this.rule.fields.forEach((field, i) => {
      if (i < index || !(named || this.rule.names.includes(field))) return;
      const after = this.afterValue(i, named || this.rule.names.includes(field));
      addLiteral(node, `"${field}":`, valueOf(field, after));
    });
    return node;
  }
}

function valueOf(field: Field, after: GrammarNode): GrammarNode {
  const kind = FIELD_KINDS[field];
  switch (kind) {
    case 'verbatim':
      return spanValue(after, false);
    case 'date':
      return spanValue(after, true);
    case 'number':
      return numberValue(after, PERCENTAGES.has(field) ? 100 : Infinity);
    case 'unit':
      return enumValue(UNITS, after);
    case 'currency':
      return enumValue(CURRENCIES, after);
    case 'boolean':
      return booleanValue(after);
  }
}
