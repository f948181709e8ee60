import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';

import { experimental, ServerCredentials } from '@grpc/grpc-js';

import { ServiceError } from './errors.js';
import type { TlsFiles } from './security.js';

/**
 * The server's side of TLS.
 *
 * With `clientCa`, callers are asked for a certificate but not cut off without one: health answers them, and everything
 * else says what is missing.
 *
 * @param files default: no TLS.
 * @throws ServiceError `CONFIG_INVALID` when a file cannot be read or used.
 */
export function serverCredentials(files: TlsFiles | undefined): ServerCredentials {
  if (files === undefined) return ServerCredentials.createInsecure();
  const { cert, key, clientCa } = files;
  const pem = {
    cert: read(cert, 'ORDENA_TLS_CERT'),
    key: read(key, 'ORDENA_TLS_KEY'),
    ca: clientCa === undefined ? undefined : read(clientCa, 'ORDENA_TLS_CLIENT_CA'),
  };
  try {
    createSecureContext(pem);
  } catch (error) {
    throw invalid(`${cert} and ${key} are no certificate and its key`, 'ORDENA_TLS_CERT', error);
  }
  if (pem.ca === undefined) {
    return ServerCredentials.createSsl(null, [{ cert_chain: pem.cert, private_key: pem.key }]);
  }
  const provider = fixedCertificates({ certificate: pem.cert, privateKey: pem.key }, pem.ca);
  return experimental.createCertificateProviderServerCredentials(provider, provider, false);
}

/**
 * Certificates that are there from the start. grpc-js's own provider reads its files only after the server listens, and
 * drops who calls before that.
 */
function fixedCertificates(
  identity: experimental.IdentityCertificateUpdate,
  caCertificate: Buffer,
): experimental.CertificateProvider {
  return {
    // A listener is told once it is registered, which is after this turn and before any connection.
    addCaCertificateListener: (listener) => {
      queueMicrotask(() => {
        listener({ caCertificate });
      });
    },
    addIdentityCertificateListener: (listener) => {
      queueMicrotask(() => {
        listener(identity);
      });
    },
    removeCaCertificateListener: () => undefined,
    removeIdentityCertificateListener: () => undefined,
  };
}

function read(file: string, field: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw invalid(`${field}: cannot read ${file}`, field, error);
  }
}

function invalid(message: string, field: string, cause: unknown): ServiceError {
  return new ServiceError('CONFIG_INVALID', message, { cause, field });
}
