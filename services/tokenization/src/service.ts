import { TOKENIZATION_SERVICE, tokenizationServiceDefinition } from '@ordena/contracts';
import { ModelStore } from '@ordena/model';
import type { Logger, ServedService } from '@ordena/service-kit';

import type { TokenizationConfig } from './config.js';
import { tokenizationHandlers } from './handlers.js';
import { Tokenizers } from './tokenizers.js';

/**
 * TokenizationService, ready to be served, on a port of its own or beside others.
 *
 * @throws ModelError when the store cannot be opened; TokenizationError when the default model's tokenizer is at fault.
 */
export async function openTokenization(
  config: Pick<TokenizationConfig, 'ORDENA_MODEL' | 'ORDENA_STORE'>,
  logger: Logger,
): Promise<ServedService> {
  const tokenizers = new Tokenizers(await ModelStore.open(config.ORDENA_STORE), config.ORDENA_MODEL);
  await tokenizers.get(undefined);
  return {
    name: TOKENIZATION_SERVICE,
    definition: tokenizationServiceDefinition(),
    handlers: { ...tokenizationHandlers(tokenizers, logger) },
  };
}
