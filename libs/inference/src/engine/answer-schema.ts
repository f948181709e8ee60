import { OrdersError, parseOrder, parseOrderJson, type CanonicalOrder } from '@ordena/orders';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EngineError } from '../errors.js';
import { advance, type Automaton } from '../grammar/automaton.js';
import { GroundedAutomaton } from '../grammar/grounded-automaton.js';
import { orderGrammar } from '../grammar/order-grammar.js';
import { schemaGrammar } from '../grammar/schema/schema-grammar.js';
import { isRecord } from '../grammar/schema/schema-node.js';
import { TextSpans } from '../grammar/text-spans.js';
import { UngroundedAutomaton } from '../grammar/ungrounded-automaton.js';

/** An answer that fits its schema. */
export interface Answer {
  readonly value: unknown;
  /** The same, for the order schema. */
  readonly order?: CanonicalOrder;
}

/** What the answers of a model look like. */
export interface AnswerSchema {
  /** The language of the answers to a text. */
  grammar(text: string): Automaton;
  /** Reads JSON that was written freely; undefined when it does not fit. */
  read(json: string, text: string): Answer | undefined;
  /** Reads what was written inside the grammar; undefined only where that allows more than what fits. */
  readOwn(json: string): Answer | undefined;
}

/** A model folder with this file answers in its schema; without it, in canonical orders. */
export const SCHEMA_FILE = 'schema.json';

/** @throws EngineError SCHEMA_UNFIT when `schema.json` is there and cannot be enforced. */
export async function loadAnswerSchema(modelDir: string, grounding: boolean): Promise<AnswerSchema> {
  const file = join(modelDir, SCHEMA_FILE);
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return orderAnswers(grounding);
    throw new EngineError('SCHEMA_UNFIT', `${file} cannot be read`, error);
  }
  try {
    return schemaAnswers(JSON.parse(text));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new EngineError('SCHEMA_UNFIT', `${file}: ${reason}`, error);
  }
}

/** Canonical orders. @param grounding whether strings and numbers are those of the text. */
export function orderAnswers(grounding: boolean): AnswerSchema {
  const root = orderGrammar();
  const ungrounded = new UngroundedAutomaton(root);
  const read = (json: string): Answer | undefined => {
    try {
      const order = parseOrderJson(json);
      return { value: order, order };
    } catch (error) {
      if (error instanceof OrdersError) return undefined;
      throw error;
    }
  };
  const readOwn = (json: string): Answer => {
    const order = parseOrder(JSON.parse(json));
    return { value: order, order };
  };
  return {
    grammar: (text) => (grounding ? new GroundedAutomaton(root, new TextSpans(text)) : ungrounded),
    read,
    // Strings that are no spans of the text may begin or end with white space, which an order's must not.
    readOwn: grounding ? readOwn : read,
  };
}

/**
 * Values of a JSON Schema, which have to be objects or lists: they end where their bracket closes.
 *
 * @throws EngineError SCHEMA_UNFIT with the JSON pointer of what cannot be enforced.
 */
export function schemaAnswers(schema: unknown): AnswerSchema {
  if (!isRecord(schema)) throw new EngineError('SCHEMA_UNFIT', 'schema: it is no object');
  const automaton = schemaGrammar(schema);
  const grammar = (text: string): Automaton => automaton(new TextSpans(text));
  const brackets = ['{', '['].map((bracket) => bracket.charCodeAt(0));
  if (![...grammar('').start.next().keys()].every((byte) => brackets.includes(byte))) {
    throw new EngineError('SCHEMA_UNFIT', 'schema: its values have to be objects or lists');
  }
  return {
    grammar,
    read: (json, text) => {
      const value = parseJson(json);
      // The grammar is the validator: what it takes fits the schema.
      const canonical = new TextEncoder().encode(JSON.stringify(value) ?? '');
      return advance(grammar(text).start, canonical)?.isEnd === true ? { value } : undefined;
    },
    readOwn: (json) => ({ value: JSON.parse(json) as unknown }),
  };
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // What is no JSON fits no schema.
    return undefined;
  }
}
