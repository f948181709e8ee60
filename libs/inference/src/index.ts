/**
 * The serving engine.
 *
 * ```ts
 * const engine = await Engine.start({ modelDir: 'my-model' });
 * const { json, fields } = await engine.canonicalize('20 cajas de guantes a 8,50 euros la caja');
 * await engine.close();
 * ```
 * @module
 */
export { Engine, type CanonicalizeOptions } from './engine/engine.js';
export type { EngineState, Occupancy } from './engine/host.js';
export type { EngineOptions } from './engine/options.js';
export type {
  CanonicalizeResult,
  DecodingMode,
  FieldEvidence,
  Outcome,
  RequestOptions,
  StepTimings,
} from './engine/result.js';
export { EngineError, type EngineErrorCode } from './errors.js';

// For our other libraries.
export { EngineCore } from './engine/engine-core.js';
export { Supervisor } from './engine/supervisor.js';
export type { RestartPolicy } from './engine/restart-policy.js';
export { TokenMask } from './grammar/token-mask.js';
export { orderGrammar } from './grammar/order-grammar.js';
export { GroundedAutomaton } from './grammar/grounded-automaton.js';
export { TextSpans } from './grammar/text-spans.js';
export { schemaGrammar } from './grammar/schema/schema-grammar.js';
export { keywordTable } from './grammar/schema/keyword-table.js';
export type { JsonSchema } from './grammar/schema/schema-node.js';
