/**
 * CanonicalizationService over the engine.
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
export { serveCanonicalizer, startInferenceService, type InferenceService } from './service.js';

// For tests and other services.
export type { Canonicalizer, CanonicalizerOptions, ReadField, ReadOrder } from './canonicalizer.js';
export { canonicalizationHandlers, type HandlerOptions } from './handlers.js';
export { toResponse } from './response.js';
