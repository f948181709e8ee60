import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { credentials, status, type ChannelCredentials } from '@grpc/grpc-js';
import { makeToken, type RunningService } from '@ordena/service-kit';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { refusalOf, textField } from '../support/bad-requests.js';
import { makeCertificates, type CertificateFiles, type Certificates } from '../support/certificates.js';
import { healthOf } from '../support/grpc.js';
import { readMetrics } from '../support/metrics.js';
import { methodsByService, PROCESSES } from '../support/protected-services.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const REFLECTION = [
  '/grpc.reflection.v1.ServerReflection/ServerReflectionInfo',
  '/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo',
];
const ISSUER = 'https://login.example';
const AUDIENCE = 'ordena';
const METHODS = methodsByService();
const { token, line } = makeToken('shop');

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let certificates: Certificates;
let jwt: (claims: {
  audience?: string;
  issuer?: string;
  expiresIn?: string;
  stranger?: boolean;
}) => Promise<string>;

beforeAll(async () => {
  folder = await temporaryFolder();
  certificates = await makeCertificates(folder.path);
  await writeFile(join(folder.path, 'tokens'), line);
  const ours = await generateKeyPair('ES256');
  const others = await generateKeyPair('ES256');
  const key = { ...(await exportJWK(ours.publicKey)), kid: 'k-1', alg: 'ES256', use: 'sig' };
  await writeFile(join(folder.path, 'jwks.json'), JSON.stringify({ keys: [key] }));
  jwt = ({ audience = AUDIENCE, issuer = ISSUER, expiresIn = '5m', stranger = false }) =>
    new SignJWT({ sub: 'shop' })
      .setProtectedHeader({ alg: 'ES256', kid: 'k-1' })
      .setIssuedAt()
      .setIssuer(issuer)
      .setAudience(audience)
      .setExpirationTime(expiresIn)
      .sign((stranger ? others : ours).privateKey);
});
afterAll(() => folder.remove());

function channel(files?: CertificateFiles): ChannelCredentials {
  const ca = readFileSync(certificates.ca);
  if (files === undefined) return credentials.createSsl(ca);
  return credentials.createSsl(ca, readFileSync(files.key), readFileSync(files.cert));
}

it('every service of the contracts is in a process that is tried here', () => {
  expect(PROCESSES.flatMap(({ services }) => services).sort()).toEqual([...METHODS.keys()].sort());
  expect([...METHODS.values()].flat().length).toBeGreaterThanOrEqual(20);
});

describe.each(PROCESSES)('$name', ({ name, services, start }) => {
  const methods = services.flatMap((service) => METHODS.get(service) ?? []);
  let service: RunningService;
  const address = (): string => `127.0.0.1:${service.port}`;
  const call = (path: string, metadata: Record<string, string>, files?: CertificateFiles) =>
    refusalOf(address(), { path, bytes: Buffer.alloc(0), metadata, timeoutMs: 5000 }, channel(files));

  beforeAll(async () => {
    await mkdir(join(folder.path, name));
    service = await start(folder.path, {
      ORDENA_TLS_CERT: certificates.server.cert,
      ORDENA_TLS_KEY: certificates.server.key,
      ORDENA_TLS_CLIENT_CA: certificates.ca,
      ORDENA_TOKENS: join(folder.path, 'tokens'),
      ORDENA_JWKS: join(folder.path, 'jwks.json'),
      ORDENA_JWT_ISSUER: ISSUER,
      ORDENA_JWT_AUDIENCE: AUDIENCE,
      ORDENA_MAX_MESSAGE_BYTES: '2048',
      ORDENA_METRICS_ADDR: '127.0.0.1:0',
    });
  });
  afterAll(() => service.close());

  it.each<[string, () => Promise<string>, 'client' | 'stranger' | undefined, string]>([
    ['without a token', () => Promise.resolve(''), 'client', 'authorization'],
    ['with a wrong token', () => Promise.resolve('Bearer wrong'), 'client', 'authorization'],
    ['with another scheme', () => Promise.resolve(`Basic ${token}`), 'client', 'authorization'],
    [
      'with an expired JWT',
      async () => `Bearer ${await jwt({ expiresIn: '-2m' })}`,
      'client',
      'authorization',
    ],
    [
      'with a JWT for others',
      async () => `Bearer ${await jwt({ audience: 'others' })}`,
      'client',
      'authorization',
    ],
    [
      'with a JWT from others',
      async () => `Bearer ${await jwt({ issuer: 'https://x' })}`,
      'client',
      'authorization',
    ],
    ['with a forged JWT', async () => `Bearer ${await jwt({ stranger: true })}`, 'client', 'authorization'],
    ['without a certificate', () => Promise.resolve(`Bearer ${token}`), undefined, 'client certificate'],
    [
      "with a stranger's certificate",
      () => Promise.resolve(`Bearer ${token}`),
      'stranger',
      'client certificate',
    ],
  ])('answers no method %s', async (_name, authorize, who, field) => {
    const authorization = await authorize();
    const metadata: Record<string, string> = authorization === '' ? {} : { authorization };
    for (const path of [...methods, ...REFLECTION]) {
      const refusal = await call(path, metadata, who === undefined ? undefined : certificates[who]);
      expect(refusal, path).toMatchObject({
        code: status.UNAUTHENTICATED,
        details: { reason: 'UNAUTHENTICATED', metadata: { field } },
      });
    }
  });

  it('answers every method to who is known, by token and by JWT', async () => {
    for (const bearer of [token, await jwt({})]) {
      const metadata = { authorization: `Bearer ${bearer}` };
      for (const path of [...methods, ...REFLECTION]) {
        const refusal = await call(path, metadata, certificates.client);
        expect([status.UNAUTHENTICATED, status.UNAVAILABLE, status.UNIMPLEMENTED], path).not.toContain(
          refusal?.code,
        );
      }
    }
  });

  it('tells anybody how it is, and nobody anything without TLS', async () => {
    for (const asked of ['', 'ready', ...services]) {
      expect(await healthOf(address(), asked, channel())).toBe('SERVING');
    }
    const refusal = await refusalOf(address(), { path: methods[0] ?? '', bytes: Buffer.alloc(0) });
    expect(refusal?.code).toBe(status.UNAVAILABLE);
  });

  it('keeps to its limit of a message, and counts its calls', async () => {
    const request = {
      path: methods[0] ?? '',
      bytes: textField(1, 'x'.repeat(3000)),
      metadata: { authorization: `Bearer ${token}` },
    };
    const refusal = await refusalOf(address(), request, channel(certificates.client));
    expect(refusal?.code).toBe(status.RESOURCE_EXHAUSTED);
    const metrics = await readMetrics(service.metricsPort ?? 0);
    const labels = { method: (methods[0] ?? '').slice(1), code: 'UNAUTHENTICATED' };
    expect(metrics.value('ordena_grpc_calls_total', labels)).toBeGreaterThan(0);
  });

  it('does not open to other machines unprotected', async () => {
    const open = { ORDENA_ADDR: '0.0.0.0:0' };
    const place = (kind: string): string => join(folder.path, kind);
    await expect(start(place('bare'), open)).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    const tls = { ORDENA_TLS_CERT: certificates.server.cert, ORDENA_TLS_KEY: certificates.server.key };
    await expect(start(place('no-auth'), { ...open, ...tls })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringContaining('no authentication') as string,
    });
  });
});
