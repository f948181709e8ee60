import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Closable } from '@ordena/service-kit';

/** Where the services of one process find each other. */
export interface OwnAddress extends Closable {
  /** A gRPC target: `unix:PATH`. */
  readonly address: string;
}

/**
 * A socket in a folder that no other user may enter: what the services of this process ask each other goes through it,
 * and needs neither the certificate nor the token that other callers must show. `close` removes the folder.
 */
export async function makeOwnAddress(): Promise<OwnAddress> {
  const folder = await mkdtemp(join(tmpdir(), 'ordena-'));
  return {
    address: `unix:${join(folder, 'own')}`,
    close: () => rm(folder, { recursive: true, force: true }),
  };
}
