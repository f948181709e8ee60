import { readConfig, runService } from '@ordena/service-kit';

import { inferenceConfigSchema } from './config.js';
import { openInference } from './service.js';

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
  await runService('inference', config, (logger) => openInference(config, logger), stop);
}
