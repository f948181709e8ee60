/**
 * What every service needs around its handlers: configuration, a gRPC server with health and reflection, errors as
 * statuses, deadlines as signals, logs, an orderly stop.
 *
 * @example
 * ```ts
 * const config = readConfig(z.object(baseConfigShape));
 * const logger = createLogger('inference', config.ORDENA_LOG_LEVEL);
 * const server = await GrpcServer.start({ ...serverSettings(config), services: [service], logger });
 * await runUntilSignal([server]);
 * ```
 * @module
 */
export { makeToken } from './auth/token-file.js';
export { Closables, openAll, type Closable } from './closables.js';
export { clientConfigShape, clientCredentials, type ClientConfig } from './client-channel.js';
export { baseConfigShape, readConfig, serverSettings, type BaseConfig } from './config.js';
export { ServiceError, type ServiceErrorCode } from './errors.js';
export { GrpcServer, type GrpcServerOptions, type ServedService } from './grpc-server.js';
export { createLogger, type Logger } from './logger.js';
export { metricsRegistry } from './metrics.js';
export { startMetricsServer } from './metrics-server.js';
export {
  runService,
  startService,
  type Health,
  type RunningService,
  type ServiceParts,
} from './run-service.js';
export { runUntilSignal } from './run-until-signal.js';
export type { Security, TlsFiles } from './security.js';
export { startTelemetry } from './telemetry.js';
export {
  extractTrace,
  injectTrace,
  tracer,
  withExtractedTrace,
  withSpan,
  type TraceCarrier,
} from './trace-context.js';

// For handlers.
export { followCall, type CallContext, type CancellableCall } from './call-context.js';
export { atField, errorFamily, toStatusDetails, type ErrorFamily, type ErrorTable } from './error-table.js';
export { MODEL_STATUSES, ORDERS_STATUSES } from './library-statuses.js';
export { eachRequest, unary, type HandlerSettings } from './handlers.js';
export { collectRequests, streamAnswers, transformRequests } from './stream-handlers.js';
