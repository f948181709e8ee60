import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, mkdir, open, readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ModelError } from '../errors.js';
import { writeJson } from '../weights/atomic-folder.js';
import { readJson } from '../weights/model-folder.js';
import { manifestSchema, versionOf, type Manifest, type StoredFile, type VersionMetadata } from './manifest.js';

const MANIFEST = 'ordena-version.json';

/** Without these a folder is no model. */
const REQUIRED = ['config.json', 'tokenizer.json'];

/**
 * Copies the files of a model folder, links followed, hidden files left out, and writes the manifest beside them. The
 * hash is of the copies: what is stored is what was hashed.
 *
 * @param from the model folder. @param to a new folder.
 * @throws ModelError MISSING_FILE when it is no model folder.
 */
export async function copyVersion(from: string, to: string, metadata: VersionMetadata): Promise<Manifest> {
  const paths = await listFiles(from);
  for (const name of REQUIRED) {
    if (!paths.includes(name)) throw new ModelError('MISSING_FILE', { file: join(from, name) }, 'a model folder has it');
  }
  const files: StoredFile[] = [];
  for (const path of paths) {
    const copy = join(to, path);
    await mkdir(dirname(copy), { recursive: true });
    await copyFile(join(from, path), copy, constants.COPYFILE_FICLONE);
    files.push({ path, ...(await hashFile(copy, true)) });
  }
  const manifest = { version: versionOf(files), createdAt: new Date().toISOString(), files, metadata };
  await writeJson(join(to, MANIFEST), manifest);
  return manifest;
}

/** The manifest of a version's folder. @throws ModelError MISSING_FILE, INVALID_CONFIG or CORRUPT_VERSION. */
export async function readManifest(dir: string): Promise<Manifest> {
  const file = join(dir, MANIFEST);
  const parsed = manifestSchema.safeParse(await readJson(file));
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = { file, key: issue?.path.join('.') ?? '' };
  throw new ModelError('CORRUPT_VERSION', where, issue?.message ?? 'malformed', parsed.error);
}

/**
 * Reads every file of a version and compares it with what was registered.
 *
 * @throws ModelError CORRUPT_VERSION that names the first file which differs.
 */
export async function verifyVersion(dir: string, { files }: Manifest): Promise<void> {
  for (const { path, bytes, sha256 } of files) {
    const file = join(dir, path);
    const found = await hashFile(file, false).catch((cause: unknown) => {
      throw new ModelError('CORRUPT_VERSION', { file }, 'the file cannot be read', cause);
    });
    if (found.bytes !== bytes) {
      throw new ModelError('CORRUPT_VERSION', { file }, `${found.bytes} bytes, registered were ${bytes}`);
    }
    if (found.sha256 !== sha256) throw new ModelError('CORRUPT_VERSION', { file }, 'its content was changed');
  }
}

async function listFiles(dir: string, prefix = ''): Promise<string[]> {
  const paths: string[] = [];
  for (const name of (await readdir(join(dir, prefix))).sort()) {
    if (name.startsWith('.') || name === MANIFEST) continue;
    const path = prefix === '' ? name : `${prefix}/${name}`;
    const entry = await stat(join(dir, path));
    if (entry.isDirectory()) paths.push(...(await listFiles(dir, path)));
    else if (entry.isFile()) paths.push(path);
  }
  return paths;
}

/** @param flush waits until the disk has it, too. */
async function hashFile(file: string, flush: boolean): Promise<{ bytes: number; sha256: string }> {
  const handle = await open(file, flush ? 'r+' : 'r');
  try {
    if (flush) await handle.sync();
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of handle.createReadStream({ autoClose: false, highWaterMark: 1 << 20 })) {
      const part = chunk as Buffer;
      hash.update(part);
      bytes += part.length;
    }
    return { bytes, sha256: hash.digest('hex') };
  } finally {
    await handle.close();
  }
}
