import {
  createLogger,
  readConfig,
  runUntilSignal,
  startMetricsServer,
  startTelemetry,
} from '@ordena/service-kit';

import { inferenceConfigSchema } from './config.js';
import { startInferenceService } from './service.js';

/**
 * Runs the inference service until a signal stops it.
 *
 * @param env the configuration's variables.
 * @param stop stops it like a signal would.
 */
export async function runInferenceService(
  env: Readonly<Record<string, string | undefined>> = process.env,
  stop?: AbortSignal,
): Promise<void> {
  const config = readConfig(inferenceConfigSchema, env);
  const logger = createLogger('inference', config.ORDENA_LOG_LEVEL);
  const telemetry = startTelemetry('inference', config.OTEL_EXPORTER_OTLP_ENDPOINT);
  const metrics = await startMetricsServer(config.ORDENA_METRICS_ADDR);
  const service = await startInferenceService(config, logger);
  await runUntilSignal([telemetry, metrics, service], stop);
}
