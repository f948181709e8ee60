import { z } from 'zod';

import { readConfigFile } from './config-file.js';
import { ServiceError } from './errors.js';
import type { GrpcServerOptions } from './grpc-server.js';
import { INSECURE_WORDS, type Security } from './security.js';

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
  /** Largest message taken or sent, in bytes. Default 4 MiB. */
  ORDENA_MAX_MESSAGE_BYTES: z.coerce.number().int().min(1024).max(1_073_741_824).optional(),
  /** PEM file of the server's certificate, its own first. Not set: no TLS. */
  ORDENA_TLS_CERT: z.string().optional(),
  /** PEM file of its private key. */
  ORDENA_TLS_KEY: z.string().optional(),
  /** PEM file of the authority whose certificates callers must have. Not set: callers need none. */
  ORDENA_TLS_CLIENT_CA: z.string().optional(),
  /** File of bearer tokens, a line `NAME sha256:HEX` each. */
  ORDENA_TOKENS: z.string().optional(),
  /** Keys that JWTs are signed with: an https URL or a file. */
  ORDENA_JWKS: z.string().optional(),
  /** Issuer that JWTs must name. */
  ORDENA_JWT_ISSUER: z.string().optional(),
  /** Audience that JWTs must name. */
  ORDENA_JWT_AUDIENCE: z.string().optional(),
  /** `i-know` lets other machines reach the service without TLS or without authentication. */
  ORDENA_INSECURE: z.literal(INSECURE_WORDS).optional(),
  /** Where /metrics (Prometheus) is served over HTTP. Not set: nowhere. */
  ORDENA_METRICS_ADDR: addressSchema.optional(),
  /** Where spans go, OTLP over HTTP. Not set: nowhere. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
};

/** What every service is told. */
export type BaseConfig = z.infer<z.ZodObject<typeof baseConfigShape>>;

/** Variables that go together: one of them calls for the others. */
const TOGETHER = [
  {
    when: ['ORDENA_TLS_CERT', 'ORDENA_TLS_KEY', 'ORDENA_TLS_CLIENT_CA'],
    need: ['ORDENA_TLS_CERT', 'ORDENA_TLS_KEY'],
  },
  {
    when: ['ORDENA_JWKS', 'ORDENA_JWT_ISSUER', 'ORDENA_JWT_AUDIENCE'],
    need: ['ORDENA_JWKS', 'ORDENA_JWT_ISSUER', 'ORDENA_JWT_AUDIENCE'],
  },
];

/** Values that do not belong into a message: addresses with passwords, and the like. */
const SECRET = /URL|SECRET|PASSWORD|KEY$/;

/** What of a configuration the server is started with. */
export function serverSettings(
  config: Pick<BaseConfig, 'ORDENA_ADDR' | 'ORDENA_SHUTDOWN_MS'> & Partial<BaseConfig>,
): Pick<GrpcServerOptions, 'address' | 'shutdownMs' | 'maxMessageBytes' | 'security'> {
  const security: Security = { insecure: config.ORDENA_INSECURE === INSECURE_WORDS };
  const { ORDENA_TLS_CERT: cert, ORDENA_TLS_KEY: key, ORDENA_TLS_CLIENT_CA: clientCa } = config;
  const { ORDENA_JWKS: jwks, ORDENA_JWT_ISSUER: issuer, ORDENA_JWT_AUDIENCE: audience } = config;
  if (cert !== undefined && key !== undefined)
    security.tls = { cert, key, ...(clientCa === undefined ? {} : { clientCa }) };
  if (config.ORDENA_TOKENS !== undefined) security.tokens = config.ORDENA_TOKENS;
  if (jwks !== undefined && issuer !== undefined && audience !== undefined)
    security.jwt = { jwks, issuer, audience };
  return {
    address: config.ORDENA_ADDR,
    shutdownMs: config.ORDENA_SHUTDOWN_MS,
    ...(config.ORDENA_MAX_MESSAGE_BYTES === undefined
      ? {}
      : { maxMessageBytes: config.ORDENA_MAX_MESSAGE_BYTES }),
    security,
  };
}

/**
 * Reads a service's configuration, from the environment and from the file that `ORDENA_CONFIG` names, if any. What the
 * environment says goes before what the file says.
 *
 * @param schema a zod object over the variables' names.
 * @param env the variables. An empty value counts as not set.
 * @throws ServiceError `CONFIG_INVALID` that names every variable at fault, not only the first.
 */
export function readConfig<T extends z.ZodType>(
  schema: T,
  env: Readonly<Record<string, string | undefined>> = process.env,
): z.infer<T> {
  const fromEnv = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const path = fromEnv['ORDENA_CONFIG'];
  const file = path === undefined ? { values: {}, faults: [] } : readConfigFile(path);
  const given: Record<string, unknown> = { ...file.values, ...fromEnv };
  const parsed = schema.safeParse(given);
  const faults = [...file.faults, ...missingTogether(given)];
  if (parsed.success && faults.length === 0) return parsed.data;
  for (const issue of parsed.error?.issues ?? []) {
    const name = String(issue.path[0] ?? 'environment');
    const where = name in file.values && !(name in fromEnv) ? ` in ${path ?? ''}` : '';
    const got = SECRET.test(name) ? '' : ` (got ${JSON.stringify(given[name])})`;
    faults.push(`${name}${where}: ${issue.message}${got}`);
  }
  throw new ServiceError('CONFIG_INVALID', `configuration is invalid: ${faults.join('; ')}`, {
    cause: parsed.error,
  });
}

function missingTogether(given: Readonly<Record<string, unknown>>): string[] {
  return TOGETHER.flatMap(({ when, need }) => {
    const first = when.find((name) => given[name] !== undefined);
    if (first === undefined) return [];
    return need
      .filter((name) => given[name] === undefined)
      .map((name) => `${name}: is missing, ${first} needs it`);
  });
}
