import { GrammarNode, addEdges, addLiteral } from './grammar-node.js';

/** Most digits before the decimal point: a number of so many is exact in a double, decimals included. */
const MAX_INTEGER_DIGITS = 11;
const MAX_DECIMALS = 4;
const NON_ZERO = '123456789';

/** A string copied from the text, or one of the days if `allowDay`. */
export function spanValue(field: string, after: GrammarNode, allowDay: boolean): GrammarNode {
  const start = new GrammarNode();
  const inside = new GrammarNode(field);
  inside.span = { after, day: allowDay ? dayNodes(field, after) : undefined };
  addEdges(start, '"', inside);
  return start;
}

/** One of a list of strings. */
export function enumValue(field: string, values: readonly string[], after: GrammarNode): GrammarNode {
  const start = new GrammarNode();
  for (const value of values) addLiteral(start, JSON.stringify(value), after, field);
  return start;
}

export function booleanValue(field: string, after: GrammarNode): GrammarNode {
  const start = new GrammarNode();
  // The value has no closing mark of its own, so its last node both belongs to it and leads on.
  for (const word of ['true', 'false']) addLiteral(start, word, endOfValue(field, after), field);
  return start;
}

/** 0 or more, spelled as JSON spells the shortest form: no leading zero, at most 4 decimals, the last not zero. */
export function amountValue(field: string, after: GrammarNode): GrammarNode {
  return numberValue(field, after, MAX_INTEGER_DIGITS);
}

/** From 0 to 100. */
export function percentValue(field: string, after: GrammarNode): GrammarNode {
  const start = numberValue(field, after, 2);
  const hundred = endOfValue(field, after);
  // "10" goes on to "100"; its node is shared with 11 … 19, so it gets one of its own.
  const one = start.edges.get('1'.charCodeAt(0));
  const teens = one?.edges.get('0'.charCodeAt(0));
  if (!one || !teens) throw new Error('a percentage has two digits');
  const firstOne = copyOf(one);
  const ten = copyOf(teens);
  addEdges(start, '1', firstOne);
  addEdges(firstOne, '0', ten);
  addEdges(ten, '0', hundred);
  return start;
}

function numberValue(field: string, after: GrammarNode, digits: number): GrammarNode {
  const start = new GrammarNode();
  const point = decimals(field, after);
  let longer: GrammarNode | undefined;
  for (let count = digits; count >= 1; count--) {
    const node = endOfValue(field, after);
    addEdges(node, '.', point);
    if (longer) addEdges(node, `0${NON_ZERO}`, longer);
    longer = node;
  }
  if (!longer) throw new Error('a number has a digit');
  const zero = endOfValue(field, after);
  addEdges(zero, '.', point);
  addEdges(start, NON_ZERO, longer);
  addEdges(start, '0', zero);
  return start;
}

/** The node behind the decimal point. */
function decimals(field: string, after: GrammarNode): GrammarNode {
  let deeper: { zero: GrammarNode; other: GrammarNode } | undefined;
  for (let count = MAX_DECIMALS; count >= 0; count--) {
    const zero = new GrammarNode(field);
    const other = endOfValue(field, after);
    if (deeper) {
      for (const node of [zero, other]) {
        addEdges(node, NON_ZERO, deeper.other);
        // A zero must be followed by something, so none may stand in the last place.
        if (count < MAX_DECIMALS - 1) addEdges(node, '0', deeper.zero);
      }
    }
    deeper = { zero, other };
  }
  if (!deeper) throw new Error('a fraction has a digit');
  return deeper.zero;
}

/** `YYYY-MM-DD` from 1900 to 2099 and the closing quote; days are not checked against months. */
function dayNodes(field: string, after: GrammarNode): GrammarNode {
  const end = new GrammarNode(field);
  addEdges(end, '"', after);
  const digit = (characters: string, to: GrammarNode): GrammarNode => {
    const node = new GrammarNode(field);
    addEdges(node, characters, to);
    return node;
  };
  const all = `0${NON_ZERO}`;
  const day = new GrammarNode(field);
  addEdges(day, '0', digit(NON_ZERO, end));
  addEdges(day, '12', digit(all, end));
  addEdges(day, '3', digit('01', end));
  const month = new GrammarNode(field);
  const dash = digit('-', day);
  addEdges(month, '0', digit(NON_ZERO, dash));
  addEdges(month, '1', digit('012', dash));
  const lastTwo = digit(all, digit(all, digit('-', month)));
  const start = new GrammarNode(field);
  addEdges(start, '1', digit('9', lastTwo));
  addEdges(start, '2', digit('0', lastTwo));
  return start;
}

/** A node at which a value may be over: it belongs to the value and leads where `after` leads. */
function endOfValue(field: string, after: GrammarNode): GrammarNode {
  const node = copyOf(after);
  node.field = field;
  return node;
}

function copyOf(node: GrammarNode): GrammarNode {
  const copy = new GrammarNode(node.field);
  for (const [byte, to] of node.edges) copy.edges.set(byte, to);
  return copy;
}
