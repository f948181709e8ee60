/**
 * CanonicalizationService over engines, and ModelService over the model store.
 *
 * @example
 * ```ts
 * const service = await startInferenceService(readConfig(inferenceConfigSchema), createLogger('inference'));
 * // grpcurl -plaintext -d '{"text":"dos sillas"}' 127.0.0.1:50051 ordena.v1.CanonicalizationService/Canonicalize
 * await service.close();
 * ```
 * @module
 */
export { inferenceConfigSchema, type InferenceConfig } from './config.js';
export { runInferenceService } from './main.js';
export { openInference, serveCanonicalizer, startInferenceService, type OpenInference } from './service.js';

// For tests and other services.
export type { Canonicalizer, CanonicalizerOptions, ReadField, ReadOrder } from './canonicalizer.js';
export { canonicalizationHandlers, type HandlerOptions } from './handlers.js';
export type { ModelEngine, StartEngine } from './models/loaded-version.js';
export { ModelManager, type ModelManagerOptions } from './models/model-manager.js';
export { ModelRouter } from './models/model-router.js';
export type { OrderReader, ReadBy } from './order-reader.js';
export { toResponse } from './response.js';
