import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { connectOrdena, type OrdenaClient } from '@ordena/client';
import type { RunningService } from '@ordena/service-kit';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { failureOf } from '../support/grpc.js';
import { PROCESSES } from '../support/protected-services.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const CLAIMS = { iss: 'https://login.example', aud: 'ordena', sub: 'tienda' };

describe('a service whose keys come from a server', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let keysServer: Server;
  let answer: () => { status: number; body: string };
  let keys: Awaited<ReturnType<typeof generateKeyPair>>;
  let jwks: string;
  const running: RunningService[] = [];
  const clients: OrdenaClient[] = [];

  beforeAll(async () => {
    folder = await temporaryFolder();
    keys = await generateKeyPair('ES256');
    jwks = JSON.stringify({ keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'ES256' }] });
    keysServer = createServer((_request, response) => {
      const { status, body } = answer();
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    });
    await once(keysServer.listen(0, '127.0.0.1'), 'listening');
  });

  afterAll(async () => {
    for (const client of clients) client.close();
    await Promise.all(running.map((service) => service.close()));
    keysServer.close();
    await folder.remove();
  });

  /** A service of its own: keys are kept once they were fetched. */
  const call = async (token: string): Promise<unknown> => {
    const [augmentation] = PROCESSES;
    const { port } = keysServer.address() as AddressInfo;
    const service = await augmentation?.start(folder.path, {
      ORDENA_JWKS: `http://127.0.0.1:${port}/keys`,
      ORDENA_JWT_ISSUER: CLAIMS.iss,
      ORDENA_JWT_AUDIENCE: CLAIMS.aud,
    });
    if (service === undefined) throw new Error('there is no service');
    running.push(service);
    const target = `127.0.0.1:${service.port}`;
    const client = connectOrdena({
      target,
      retry: false,
      headers: () => ({ authorization: `Bearer ${token}` }),
    });
    clients.push(client);
    return client.augmentation.augment({
      text: 'dos sillas',
      orderJson: '{"producto":"sillas","cantidad":2}',
    });
  };
  const signed = (kid: string): Promise<string> =>
    new SignJWT(CLAIMS)
      .setProtectedHeader({ alg: 'ES256', kid })
      .setExpirationTime('5m')
      .sign(keys.privateKey);

  it('lets a token in that one of the keys has signed', async () => {
    answer = () => ({ status: 200, body: jwks });
    await expect(call(await signed('one'))).resolves.toBeDefined();
  });

  it.each([
    ['a key that the server does not have', () => signed('two')],
    ['no signature', () => Promise.resolve(new UnsecuredJWT(CLAIMS).setExpirationTime('5m').encode())],
  ])('refuses a token with %s', async (_name, token) => {
    answer = () => ({ status: 200, body: jwks });
    expect(await failureOf(call(await token()))).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it.each([
    [503, 'later'],
    [200, 'no keys'],
    [200, '{"keys":1}'],
  ])('says that the keys cannot be had when their server answers %i %s', async (status, body) => {
    answer = () => ({ status, body });
    expect(await failureOf(call(await signed('one')))).toMatchObject({ code: 'UNAVAILABLE' });
  });
});
