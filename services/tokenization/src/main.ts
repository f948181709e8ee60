import { createLogger, GrpcServer, readConfig, runUntilSignal } from '@ordena/service-kit';

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
  const logger = createLogger('tokenization', config.ORDENA_LOG_LEVEL);
  const server = await GrpcServer.start({
    address: config.ORDENA_ADDR,
    shutdownMs: config.ORDENA_SHUTDOWN_MS,
    logger,
    services: [await openTokenization(config, logger)],
  });
  await runUntilSignal([server], stop);
}
