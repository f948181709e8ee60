import { AUGMENTATION_SERVICE, augmentationServiceDefinition } from '@ordena/contracts';
import type { Logger, ServedService } from '@ordena/service-kit';

import { augmentationHandlers } from './handlers.js';

/** AugmentationService, ready to be served, on a port of its own or beside others. */
export function augmentationService(logger: Logger): ServedService {
  return {
    name: AUGMENTATION_SERVICE,
    definition: augmentationServiceDefinition(),
    handlers: { ...augmentationHandlers(logger) },
  };
}
