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
export type { ExplainedField, ExplainedResult } from './evidence/explained-result.js';
export {
  DEFAULT_MIN_CONFIDENCE,
  reviewReasons,
  type Reviewable,
  type ReviewCode,
  type ReviewReason,
  type ReviewSettings,
} from './evidence/review.js';
export {
  CALIBRATION_FILE,
  loadCalibration,
  modelFingerprint,
  saveCalibration,
  type CalibrationFacts,
  type CalibrationState,
} from './calibration/calibration-file.js';
export {
  calibrated,
  crossFit,
  fitCalibration,
  type Calibration,
  type FieldScores,
  type JudgedScores,
} from './calibration/calibration.js';
export {
  expectedCalibrationError,
  reliability,
  type Forecast,
  type ReliabilityBin,
} from './calibration/calibration-error.js';
export { EXECUTION_PROVIDERS, type ExecutionProvider } from '@ordena/onnx';
export { EngineError, type EngineErrorCode } from './errors.js';

// For our other libraries.
export { kindOf } from './evidence/explain-result.js';
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
export { Scheduler } from './scheduling/scheduler.js';
export { lookUpDraft } from './drafting/prompt-lookup.js';
export { DecodeRunner } from './running/decode-runner.js';
