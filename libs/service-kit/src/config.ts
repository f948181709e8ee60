import { z } from 'zod';

import { ServiceError } from './errors.js';

/** `host:port`; an IPv6 host stands in brackets. Port 0 lets the system choose. */
const addressSchema = z
  .string()
  .regex(/^(\[[\da-fA-F:]+\]|[^\s:]+):\d{1,5}$/, 'must be host:port')
  .refine(
    (address) => Number(address.slice(address.lastIndexOf(':') + 1)) <= 65_535,
    'has a port above 65535',
  );

/** What every service reads from its environment. Services extend it with their own variables. */
export const baseConfigShape = {
  /** Where gRPC listens. Default: loopback only; in a container, 0.0.0.0:50051. */
  ORDENA_ADDR: addressSchema.default('127.0.0.1:50051'),
  /** Least severe log line written. */
  ORDENA_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** How long running calls may take to finish after a stop is asked for, in milliseconds. */
  ORDENA_SHUTDOWN_MS: z.coerce.number().int().min(0).max(600_000).default(10_000),
};

/**
 * Reads a service's configuration.
 *
 * @param schema a zod object over the variables' names.
 * @param env the variables. An empty value counts as not set.
 * @throws ServiceError `CONFIG_INVALID` that names every variable at fault, not only the first.
 */
export function readConfig<T extends z.ZodType>(
  schema: T,
  env: Readonly<Record<string, string | undefined>> = process.env,
): z.infer<T> {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0] ?? 'environment');
    return `${name}: ${issue.message} (got ${JSON.stringify(given[name])})`;
  });
  throw new ServiceError('CONFIG_INVALID', `configuration is invalid: ${faults.join('; ')}`, {
    cause: parsed.error,
  });
}
