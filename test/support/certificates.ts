import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A certificate and its key, as files. */
export interface CertificateFiles {
  cert: string;
  key: string;
}

/** An authority of a test's own, with a server's and a client's certificate. Made by openssl. */
export interface Certificates {
  ca: string;
  server: CertificateFiles;
  client: CertificateFiles;
  /** Signed by itself: nobody the server knows. */
  stranger: CertificateFiles;
}

/** Makes certificates for 127.0.0.1 and localhost that last a day. */
export async function makeCertificates(folder: string): Promise<Certificates> {
  const path = (name: string): string => join(folder, name);
  const files = (name: string): CertificateFiles => ({
    cert: path(`${name}.pem`),
    key: path(`${name}-key.pem`),
  });
  const selfSigned = async (name: string): Promise<CertificateFiles> => {
    const { cert, key } = files(name);
    await openssl([
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
      ...['-days', '1', '-subj', `/CN=${name}`, '-keyout', key, '-out', cert],
    ]);
    return { cert, key };
  };
  const ca = await selfSigned('ca');
  const names = path('names.txt');
  await writeFile(names, 'subjectAltName=IP:127.0.0.1,DNS:localhost\n');
  const signed = async (name: string): Promise<CertificateFiles> => {
    const { cert, key } = files(name);
    const request = path(`${name}.csr`);
    await openssl([
      ...['req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
      ...['-subj', `/CN=${name}`, '-keyout', key, '-out', request],
    ]);
    await openssl([
      ...['x509', '-req', '-in', request, '-CA', ca.cert, '-CAkey', ca.key, '-CAcreateserial'],
      ...['-days', '1', '-extfile', names, '-out', cert],
    ]);
    return { cert, key };
  };
  return {
    ca: ca.cert,
    server: await signed('server'),
    client: await signed('shop'),
    stranger: await selfSigned('stranger'),
  };
}

/** @throws with openssl's own words. */
async function openssl(args: readonly string[]): Promise<void> {
  await promisify(execFile)('openssl', args);
}
