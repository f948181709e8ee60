import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import { ServiceError } from '../errors.js';
import type { Authenticator } from './authenticator.js';

const LINE = /^(\S+)\s+sha256:([\da-f]{64})$/;

/**
 * A new token and the line that lets it in.
 *
 * @param name who it is for; stands in the log.
 * @returns the token (256 random bits, which is why a plain hash is enough), and its line for the file.
 */
export function makeToken(name: string): { token: string; line: string } {
  const token = randomBytes(32).toString('base64url');
  return { token, line: `${name} sha256:${hash(token)}` };
}

/**
 * Reads the lines of a token file: `NAME sha256:HEX`, with empty lines and `#` comments.
 *
 * @returns name by hash.
 * @throws ServiceError `CONFIG_INVALID` with the number of every line at fault. Not the line: it may be a token.
 */
export function parseTokens(text: string, file: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const faults: number[] = [];
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const match = LINE.exec(line);
    if (match === null) faults.push(index + 1);
    else names.set(match[2] ?? '', match[1] ?? '');
  }
  const message = 'must be "NAME sha256:HEX"';
  if (faults.length > 0) throw invalid(`${file}: line ${faults.join(', ')} ${message}`);
  if (names.size === 0) throw invalid(`${file} holds no token: a line ${message}`);
  return names;
}

/**
 * Tokens from a file, read once.
 *
 * @throws ServiceError `CONFIG_INVALID` when it cannot be read.
 */
export async function tokenFileAuthenticator(file: string): Promise<Authenticator> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw invalid(`ORDENA_TOKENS: cannot read ${file}`, error);
  }
  const names = parseTokens(text, file);
  return ({ token = '' }) => {
    // Looked up by hash: what time the look-up takes says nothing about the token.
    const subject = names.get(hash(token));
    return Promise.resolve(subject === undefined ? undefined : { subject });
  };
}

function hash(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function invalid(message: string, cause?: unknown): ServiceError {
  return new ServiceError('CONFIG_INVALID', message, { cause, field: 'ORDENA_TOKENS' });
}
