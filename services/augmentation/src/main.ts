import { readConfig, runService } from '@ordena/service-kit';

import { augmentationConfigSchema } from './config.js';
import { augmentationService } from './service.js';

/**
 * Runs the augmentation service until a signal stops it.
 *
 * @param env the configuration's variables.
 * @param stop stops it like a signal would.
 */
export async function runAugmentationService(
  env: Readonly<Record<string, string | undefined>> = process.env,
  stop?: AbortSignal,
): Promise<void> {
  const config = readConfig(augmentationConfigSchema, env);
  await runService('augmentation', config, (logger) => ({ services: [augmentationService(logger)] }), stop);
}
