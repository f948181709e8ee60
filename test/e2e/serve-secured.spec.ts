import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { connectOrdena, type OrdenaClient } from '@ordena/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { eventually } from '../support/eventually.js';
import { failureOf } from '../support/grpc.js';
import { serve } from '../support/run-ordena.js';
import { serveSecured, type SecuredService } from '../support/secured-service.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { kindOf, SHORT, trainingWorld, watchToEnd, type TrainingWorld } from '../support/training-world.js';

const TEXT = 'Mándenme 12 cajas de guantes';

describe('ordena serve with TLS, certificates and tokens', () => {
  let world: TrainingWorld;
  let secured: SecuredService;
  let inbox: Awaited<ReturnType<typeof temporaryFolder>>;
  let tls: { ca: Buffer; cert: Buffer; key: Buffer };
  const clients: OrdenaClient[] = [];
  const connect = (options: { token?: string } = {}): OrdenaClient => {
    const client = connectOrdena({ target: secured.address, tls, retry: false, ...options });
    clients.push(client);
    return client;
  };

  beforeAll(async () => {
    [world, inbox] = await Promise.all([trainingWorld(), temporaryFolder()]);
    secured = await serveSecured([], { ...world.env, ORDENA_INBOX: inbox.path });
    const { ca, client } = secured;
    const [caFile, cert, key] = await Promise.all([
      readFile(ca),
      readFile(client.cert),
      readFile(client.key),
    ]);
    tls = { ca: caFile, cert, key };
  });

  afterAll(async () => {
    for (const client of clients) client.close();
    await secured.close();
    await Promise.all([world.remove(), inbox.remove()]);
  });

  it('answers nobody without a token, in any of its services, health apart', async () => {
    const stranger = connect();
    const calls = [
      stranger.canonicalize(TEXT),
      stranger.models.list(),
      stranger.training.list(),
      stranger.training.start({ dataset: { path: world.dataset }, base: world.base }),
    ];
    for (const call of calls) expect(await failureOf(call)).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(await stranger.health()).toBe('SERVING');
  });

  it('is no secret from itself: a run and the inbox go through all services', async () => {
    const { token } = secured;
    const ordena = connect({ token });
    await writeFile(join(inbox.path, 'pedido.txt'), TEXT);
    const run = await ordena.training.start({
      dataset: { path: world.dataset },
      base: world.base,
      profile: 'full',
      overrides: SHORT,
    });
    const events = await watchToEnd(secured.address, run.runId, { tls, token });
    expect(events.map(kindOf).slice(-2)).toEqual(['exported', 'promoted']);
    await ordena.models.setAlias('production', 'candidate');
    const { version } = await ordena.training.get(run.runId);
    expect((await ordena.canonicalize(TEXT)).model).toBe(version);
    const line = await eventually(
      () => readFile(join(inbox.path, 'orders.jsonl'), 'utf8').catch(() => ''),
      (text) => text.endsWith('\n'),
    );
    expect(JSON.parse(line)).toMatchObject({ text: TEXT });
  });
});

describe('ordena serve on an address that other machines reach', () => {
  it.each([
    [[], {}],
    [[], { ORDENA_TLS_CERT: 'cert.pem' }],
  ])('does not start unprotected', async (args, env) => {
    await expect(serve(args, env, '0.0.0.0:0')).rejects.toThrow(
      /ORDENA_INSECURE=i-know|ORDENA_TLS_KEY: is missing/,
    );
  });
});
