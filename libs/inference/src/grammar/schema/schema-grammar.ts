import type { TextSpans } from '../text-spans.js';
import { compileSchema } from './compile-schema.js';
import { SchemaAutomaton } from './schema-automaton.js';
import type { JsonSchema } from './schema-node.js';
import { ThreadPool } from './schema-states.js';

/**
 * The grammar of a JSON Schema: give it a text and it is the language of the answers to that text. The pool of states is
 * shared by all texts.
 *
 * @throws EngineError SCHEMA_UNFIT with the JSON pointer of a keyword that cannot be enforced.
 */
export function schemaGrammar(schema: JsonSchema): (spans: TextSpans) => SchemaAutomaton {
  const pool = new ThreadPool(compileSchema(schema));
  return (spans) => new SchemaAutomaton(pool, spans);
}
