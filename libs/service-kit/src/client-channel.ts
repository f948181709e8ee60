import { readFileSync } from 'node:fs';

import { credentials, type ChannelCredentials } from '@grpc/grpc-js';
import { secureChannel } from '@ordena/contracts';
import { z } from 'zod';

import { ServiceError } from './errors.js';

/** Environment of the calls to other services. Files are read once, at the start. */
export const clientConfigShape = {
  /** `true`: TLS. With the next three, its own authority, a client certificate, a token. */
  ORDENA_CLIENT_TLS: z.enum(['true', 'false']).default('false'),
  /** File with the certificates of the servers' authority (PEM). Default: those that Node knows. */
  ORDENA_CLIENT_TLS_CA: z.string().optional(),
  /** Files with our certificate and its key (PEM), for servers that ask for one. */
  ORDENA_CLIENT_TLS_CERT: z.string().optional(),
  ORDENA_CLIENT_TLS_KEY: z.string().optional(),
  /** File with the bearer token that goes along with each call. */
  ORDENA_CLIENT_TOKEN_FILE: z.string().optional(),
};

/** The checked variables. */
export type ClientConfig = z.infer<z.ZodObject<typeof clientConfigShape>>;

type Variable = keyof ClientConfig;

/** Variables that mean nothing, or less than they seem to, without another. */
const NEEDS: readonly [Variable, Variable][] = [
  ['ORDENA_CLIENT_TLS_CERT', 'ORDENA_CLIENT_TLS_KEY'],
  ['ORDENA_CLIENT_TLS_KEY', 'ORDENA_CLIENT_TLS_CERT'],
];

/**
 * How channels to other services are secured.
 *
 * @throws ServiceError `CONFIG_INVALID` whose `field` is the variable: files without TLS (a token would be readable by
 * who listens), a certificate without its key, a file that cannot be read or used.
 */
export function clientCredentials(config: ClientConfig): ChannelCredentials {
  for (const [given, needed] of NEEDS)
    if (config[given] !== undefined && config[needed] === undefined)
      throw invalid(needed, `is not set: ${given} needs it`);
  const ca = read(config, 'ORDENA_CLIENT_TLS_CA');
  const key = read(config, 'ORDENA_CLIENT_TLS_KEY');
  const cert = read(config, 'ORDENA_CLIENT_TLS_CERT');
  const token = read(config, 'ORDENA_CLIENT_TOKEN_FILE')?.toString('utf8').trim();
  if (config.ORDENA_CLIENT_TLS === 'false') return credentials.createInsecure();
  if (token !== undefined && !/^[\x21-\x7e]+$/.test(token))
    throw invalid('ORDENA_CLIENT_TOKEN_FILE', 'holds no token');
  try {
    return secureChannel({ ca, key, cert, token: token === undefined ? undefined : () => token });
  } catch (error) {
    throw invalid('ORDENA_CLIENT_TLS_CERT', 'and its key or authority cannot be used', error);
  }
}

function read(config: ClientConfig, variable: Variable): Buffer | undefined {
  const path = config[variable];
  if (path === undefined) return undefined;
  if (config.ORDENA_CLIENT_TLS === 'false')
    throw invalid('ORDENA_CLIENT_TLS', `is not true: ${variable} needs it`);
  try {
    return readFileSync(path);
  } catch (error) {
    throw invalid(variable, `cannot be read: ${path}`, error);
  }
}

function invalid(variable: Variable, what: string, cause?: unknown): ServiceError {
  return new ServiceError('CONFIG_INVALID', `configuration is invalid: ${variable} ${what}`, {
    field: variable,
    cause,
  });
}
