import { readConfig, runService, type Logger, type ServiceParts } from '@ordena/service-kit';

import { tokenizationConfigSchema } from './config.js';
import { openTokenization } from './service.js';

/**
 * Runs the tokenization service until a signal stops it.
 *
 * @param env the configuration's variables.
 * @param stop stops it like a signal would.
 */
export async function runTokenizationService(
  env: Readonly<Record<string, string | undefined>> = process.env,
  stop?: AbortSignal,
): Promise<void> {
  const config = readConfig(tokenizationConfigSchema, env);
  const open = async (logger: Logger): Promise<ServiceParts> => ({
    services: [await openTokenization(config, logger)],
  });
  await runService('tokenization', config, open, stop);
}
