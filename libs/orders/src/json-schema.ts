import { z } from 'zod';
import { canonicalOrderSchema } from './schema.js';

/** Canonical schema v1 as JSON Schema (draft 2020-12), made from the zod schema; both accept the same JSON. */
export const ORDER_JSON_SCHEMA: Readonly<Record<string, unknown>> = z.toJSONSchema(canonicalOrderSchema);
