import { defaultModelDir } from '@ordena/default-model/model-dir';
import { modelStoreDir } from '@ordena/model';
import { baseConfigShape } from '@ordena/service-kit';
import { z } from 'zod';

/** The environment of the tokenization service. */
export const tokenizationConfigSchema = z.object({
  ...baseConfigShape,
  /** Folder of the model whose tokens are meant when a request names none. Default: the one that comes with Ordena. */
  ORDENA_MODEL: z.string().default(() => defaultModelDir()),
  /** Folder of the model store. Default: `.ordena/store` in the home folder. Made where there is none. */
  ORDENA_STORE: z.string().default(() => modelStoreDir()),
});

/** A checked configuration. */
export type TokenizationConfig = z.infer<typeof tokenizationConfigSchema>;
