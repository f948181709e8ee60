import type { Authenticator } from './auth/authenticator.js';
import { jwtAuthenticator, type JwtOptions } from './auth/jwt.js';
import { tokenFileAuthenticator } from './auth/token-file.js';
import { ServiceError } from './errors.js';

/** Files of a server's certificate. Read once, at the start. */
export interface TlsFiles {
  /** PEM, the server's own certificate first. */
  cert: string;
  /** PEM, its private key. */
  key: string;
  /** PEM of the authority whose certificates callers must have (mutual TLS). Not set: callers need none. */
  clientCa?: string;
}

/** How a server is protected. */
export interface Security {
  tls?: TlsFiles;
  /** File of bearer tokens: see `tokenFileAuthenticator`. */
  tokens?: string;
  /** Bearer tokens signed by an identity provider. */
  jwt?: JwtOptions;
  /** Whether other machines may reach the server without TLS or without authentication. Default false. */
  insecure?: boolean;
}

/** The words that switch the check of exposure off. */
export const INSECURE_WORDS = 'i-know';

/** Whether only this machine can reach an address. A socket is reached by whom its folder lets in. */
export function isLoopback(address: string): boolean {
  if (address.startsWith('unix:')) return true;
  const host = address.slice(0, address.lastIndexOf(':')).replace(/^\[|\]$/g, '');
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/**
 * Refuses an address that other machines can reach without TLS, or without knowing who calls.
 *
 * @throws ServiceError `CONFIG_INVALID` that names what is missing.
 */
export function checkExposure(address: string, { tls, tokens, jwt, insecure }: Security): void {
  if (insecure === true || isLoopback(address)) return;
  const hasAuth = tokens !== undefined || jwt !== undefined || tls?.clientCa !== undefined;
  const missing = [
    ...(tls === undefined ? ['TLS (ORDENA_TLS_CERT, ORDENA_TLS_KEY)'] : []),
    ...(hasAuth ? [] : ['authentication (ORDENA_TOKENS, ORDENA_JWKS or ORDENA_TLS_CLIENT_CA)']),
  ];
  if (missing.length === 0) return;
  const message =
    `${address} can be reached from other machines and has no ${missing.join(' and no ')}: set it up, listen on ` +
    `127.0.0.1, or set ORDENA_INSECURE=${INSECURE_WORDS}`;
  throw new ServiceError('CONFIG_INVALID', message, { field: 'ORDENA_ADDR' });
}

/**
 * Who may call, by what `security` sets; whoever one of them knows is let in.
 *
 * @returns undefined when anybody may.
 * @throws ServiceError `CONFIG_INVALID` when a file is at fault.
 */
export async function authenticatorOf(security: Security): Promise<Authenticator | undefined> {
  const { tls, tokens, jwt } = security;
  const bearer = [
    ...(tokens === undefined ? [] : [await tokenFileAuthenticator(tokens)]),
    ...(jwt === undefined ? [] : [await jwtAuthenticator(jwt)]),
  ];
  const needsCertificate = tls?.clientCa !== undefined;
  if (!needsCertificate && bearer.length === 0) return undefined;
  return async (caller) => {
    if (needsCertificate && caller.certificate === undefined) {
      throw new ServiceError('UNAUTHENTICATED', 'a client certificate is needed', {
        field: 'client certificate',
      });
    }
    if (bearer.length === 0) return { subject: caller.certificate ?? '' };
    if (caller.token === undefined) {
      throw new ServiceError('UNAUTHENTICATED', 'a token is needed: send "authorization: Bearer TOKEN"', {
        field: 'authorization',
      });
    }
    for (const known of bearer) {
      const principal = await known(caller);
      if (principal !== undefined) return principal;
    }
    throw new ServiceError('UNAUTHENTICATED', 'the token is unknown, expired or not meant for this service', {
      field: 'authorization',
    });
  };
}
