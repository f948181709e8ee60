import { GrammarNode, addEdges, addLiteral } from './grammar-node.js';

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

/** A number that the text mentions, at most `max`. */
export function numberValue(field: string, after: GrammarNode, max = Infinity): GrammarNode {
  const start = new GrammarNode();
  start.number = { field, after, max };
  return start;
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
  const node = new GrammarNode(field);
  for (const [byte, to] of after.edges) node.edges.set(byte, to);
  return node;
}
