import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { makeToken } from '@ordena/service-kit';

import { makeCertificates, type Certificates } from './certificates.js';
import { serve, type Served } from './run-ordena.js';
import { temporaryFolder } from './temporary-folder.js';

/** `ordena serve` behind TLS, asking for a certificate and a token. */
export interface SecuredService extends Pick<Served, 'address'>, Pick<Certificates, 'ca' | 'client'> {
  /** A token that is let in, and a file that holds it. */
  token: string;
  tokenFile: string;
  close(): Promise<void>;
}

/** Starts one. @param args default: the inference service alone, with the model that comes with Ordena. */
export async function serveSecured(
  args: readonly string[] = ['--only', 'inference'],
  env: Readonly<Record<string, string>> = {},
): Promise<SecuredService> {
  const folder = await temporaryFolder();
  const { ca, client, server } = await makeCertificates(folder.path);
  const { token, line } = makeToken('shop');
  const tokenFile = join(folder.path, 'token');
  const tokens = join(folder.path, 'tokens');
  await Promise.all([writeFile(tokenFile, `${token}\n`), writeFile(tokens, `${line}\n`)]);
  const served = await serve(args, {
    ...env,
    ORDENA_TLS_CERT: server.cert,
    ORDENA_TLS_KEY: server.key,
    ORDENA_TLS_CLIENT_CA: ca,
    ORDENA_TOKENS: tokens,
  });
  const close = async (): Promise<void> => {
    await served.stop();
    await folder.remove();
  };
  return { address: served.address, ca, client, token, tokenFile, close };
}
