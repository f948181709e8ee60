import { baseConfigShape } from '@ordena/service-kit';
import { z } from 'zod';

/** The environment of the augmentation service. */
export const augmentationConfigSchema = z.object({ ...baseConfigShape });

/** A checked configuration. */
export type AugmentationConfig = z.infer<typeof augmentationConfigSchema>;
