import type { Rng } from '../rng.js';
import { LISTS } from './lists.js';

/** A parsed entry: plain runs, plural marks, choices and named lists. */
type Node =
  | { kind: 'text'; text: string }
  | { kind: 'number'; singular: string; plural: string }
  | { kind: 'choice'; options: Node[][] }
  | { kind: 'list'; name: string };

const PARSED_LISTS = new Map<string, Node[][]>();

/** Parses a `;` separated list of entries of the product notation. */
export function parseEntries(source: string): Node[][] {
  return source
    .split(';')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map(parse);
}

function parse(source: string): Node[] {
  const nodes: Node[] = [];
  const token = /~|\^|<([^/>]*)\/([^>]*)>|\[([^\]]*)\]|@(\w+)|[^~^<[@]+|@/g;
  for (const match of source.matchAll(token)) {
    const [whole, singular, plural, options, list] = match;
    if (whole === '~') nodes.push({ kind: 'number', singular: '', plural: 's' });
    else if (whole === '^') nodes.push({ kind: 'number', singular: '', plural: 'es' });
    else if (singular !== undefined) nodes.push({ kind: 'number', singular, plural: plural ?? '' });
    else if (options !== undefined) nodes.push({ kind: 'choice', options: options.split(',').map(parse) });
    else if (list !== undefined) nodes.push({ kind: 'list', name: list });
    else nodes.push({ kind: 'text', text: whole });
  }
  return nodes;
}

function listOf(name: string): Node[][] {
  const known = PARSED_LISTS.get(name);
  if (known !== undefined) return known;
  const source = LISTS[name];
  if (source === undefined) throw new RangeError(`no list ${name} for the product notation`);
  const parsed = parseEntries(source);
  PARSED_LISTS.set(name, parsed);
  return parsed;
}

function render(nodes: readonly Node[], plural: boolean, rng: Rng): string {
  let out = '';
  for (const node of nodes) {
    if (node.kind === 'text') out += node.text;
    else if (node.kind === 'number') out += plural ? node.plural : node.singular;
    else if (node.kind === 'choice') out += render(rng.pick(node.options), plural, rng);
    else out += render(rng.pick(listOf(node.name)), plural, rng);
  }
  return out;
}

/** One wording of an entry, in the singular or the plural. */
export function expandEntry(nodes: readonly Node[], plural: boolean, rng: Rng): string {
  return render(nodes, plural, rng)
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/ (de|para|con)$/, '');
}
