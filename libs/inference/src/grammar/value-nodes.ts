import { GrammarNode, addEdges, addLiteral } from './grammar-node.js';

/** A string copied from the text, or one of the days if `allowDay`. */
export function spanValue(after: GrammarNode, allowDay: boolean): GrammarNode {
  const start = new GrammarNode();
  const inside = new GrammarNode();
  inside.span = { after, day: allowDay ? dayNodes(after) : undefined };
  addEdges(start, '"', inside);
  return start;
}

/** One of a list of strings. */
export function enumValue(values: readonly string[], after: GrammarNode): GrammarNode {
  const start = new GrammarNode();
  for (const value of values) addLiteral(start, JSON.stringify(value), after);
  return start;
}

export function booleanValue(after: GrammarNode): GrammarNode {
  const start = new GrammarNode();
  for (const word of ['true', 'false']) addLiteral(start, word, after);
  return start;
}

/** A number that the text mentions, at most `max`. */
export function numberValue(after: GrammarNode, max = Infinity): GrammarNode {
  const start = new GrammarNode();
  start.number = { after, max };
  return start;
}

const DIGITS = [...'0123456789'];
const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** `YYYY-MM-DD` from 1900 to 2099 and the closing quote; days that there are. */
function dayNodes(after: GrammarNode): GrammarNode {
  const end = new GrammarNode();
  addEdges(end, '"', after);
  const common = afterYear(28, end);
  const leap = afterYear(29, end);
  const start = new GrammarNode();
  for (const century of ['19', '20']) {
    const tens = new GrammarNode();
    addLiteral(start, century, tens);
    for (const ten of DIGITS) {
      const ones = new GrammarNode();
      addEdges(tens, ten, ones);
      for (const one of DIGITS) {
        const year = Number(century + ten + one);
        const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
        addEdges(ones, one, isLeap ? leap : common);
      }
    }
  }
  return start;
}

/** The node behind a year: months with the days they have. */
function afterYear(lastOfFebruary: number, end: GrammarNode): GrammarNode {
  const start = new GrammarNode();
  const byLength = new Map<number, GrammarNode>();
  for (let month = 1; month <= 12; month++) {
    const length = month === 2 ? lastOfFebruary : [4, 6, 9, 11].includes(month) ? 30 : 31;
    let days = byLength.get(length);
    if (!days) {
      days = new GrammarNode();
      byLength.set(length, days);
      for (let day = 1; day <= length; day++) addLiteral(days, twoDigits(day), end);
    }
    addLiteral(start, `-${twoDigits(month)}-`, days);
  }
  return start;
}
