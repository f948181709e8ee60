import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { HubFile } from './wanted-files.js';

/** Whether a file's bytes are those that the hub has. */
export async function matches(file: HubFile, path: string): Promise<boolean> {
  const hash = startHash(file);
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex') === file.checksum.hex;
}

/** Git names a file by the SHA-1 of a short header and its bytes (gitformat-pack, "blob" objects). */
function startHash({ checksum, size }: HubFile): Hash {
  return checksum.kind === 'sha256' ? createHash('sha256') : createHash('sha1').update(`blob ${size}\0`);
}
