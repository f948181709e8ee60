import { readFile } from 'node:fs/promises';

import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  jwtVerify,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
} from 'jose';

import { ServiceError } from '../errors.js';
import type { Authenticator } from './authenticator.js';

/** Tokens of an identity provider. */
export interface JwtOptions {
  /** Its public keys: an https URL, fetched when needed and kept, or a file. */
  jwks: string;
  /** What `iss` must be. */
  issuer: string;
  /** What `aud` must hold. */
  audience: string;
}

/** Signatures by key pairs only: a shared secret or `none` is no proof of who signed. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'EdDSA',
  'Ed25519',
];

/** What jose says of the keys' server, not of the token: no answer in time, another status than 200, no keys in it. */
const KEYS_AT_FAULT: ReadonlySet<string> = new Set([
  errors.JWKSTimeout.code,
  errors.JWKSInvalid.code,
  errors.JOSEError.code,
]);

/**
 * JWTs checked for signature, issuer, audience and time; `exp` and `sub` must be there.
 *
 * @throws ServiceError `CONFIG_INVALID` when a file of keys cannot be read. A call whose keys cannot be fetched fails
 * with `UNAVAILABLE`.
 */
export async function jwtAuthenticator({ jwks, issuer, audience }: JwtOptions): Promise<Authenticator> {
  const keys = await keySet(jwks);
  const rules = { issuer, audience, algorithms: ALGORITHMS, requiredClaims: ['exp', 'sub'] };
  return async ({ token = '' }) => {
    try {
      const { payload } = await jwtVerify(token, keys, rules);
      return { subject: payload.sub ?? '' };
    } catch (error) {
      if (error instanceof errors.JOSEError && !KEYS_AT_FAULT.has(error.code)) return undefined;
      throw new ServiceError('UNAVAILABLE', 'the keys that tokens are checked with cannot be fetched', {
        cause: error,
      });
    }
  };
}

async function keySet(source: string): Promise<JWTVerifyGetKey> {
  if (/^https?:/.test(source)) return createRemoteJWKSet(new URL(source));
  try {
    return createLocalJWKSet(JSON.parse(await readFile(source, 'utf8')) as JSONWebKeySet);
  } catch (error) {
    throw new ServiceError('CONFIG_INVALID', `ORDENA_JWKS: ${source} is no readable file of keys`, {
      cause: error,
      field: 'ORDENA_JWKS',
    });
  }
}
