import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ModelError } from '../errors.js';
import { VERSION } from './manifest.js';
import { namesIn } from './names-in.js';

/** An alias is one of these, so that it can be a file's name and none can look like a version. */
const NAME = /^[a-z][a-z0-9._-]{0,62}$/;

/** What a model is called that comes with the program; no alias may hide it. */
const RESERVED = new Set(['default']);

/** A move that is older than this was left behind by a process that died. */
const STALE_MS = 60_000;

const SUFFIX = '.json';
const aliasSchema = z.object({ version: z.string().regex(VERSION) });

/**
 * Names for versions, a small file each. A new content is written to a file of its own and renamed over the alias; until
 * then that file is a claim on the version, which `claimed` sees: so a version cannot be removed while an alias is on
 * its way to it, without any lock between processes.
 */
export class Aliases {
  constructor(private readonly dir: string) {}

  /**
   * Points an alias to a version.
   *
   * @param exists asked once the claim is down. @throws what it throws; then the alias stays as it was.
   */
  async set(alias: string, version: string, exists: () => Promise<void>): Promise<void> {
    checkName(this.dir, alias);
    const claim = join(this.dir, `.${randomUUID()}${SUFFIX}`);
    try {
      await mkdir(this.dir, { recursive: true });
      await writeFile(claim, `${JSON.stringify({ version })}\n`, { flush: true });
      await exists();
      await rename(claim, join(this.dir, alias + SUFFIX));
    } finally {
      await rm(claim, { force: true });
    }
  }

  /** Forgets an alias. Nothing happens when there is none. */
  async delete(alias: string): Promise<void> {
    checkName(this.dir, alias);
    await rm(join(this.dir, alias + SUFFIX), { force: true });
  }

  /** The version of an alias; undefined when there is no such alias. */
  async get(alias: string): Promise<string | undefined> {
    return NAME.test(alias) ? this.read(alias + SUFFIX) : undefined;
  }

  /** All aliases and their versions, sorted by alias. */
  async all(): Promise<Map<string, string>> {
    const aliases = new Map<string, string>();
    for (const file of (await namesIn(this.dir)).sort()) {
      if (file.startsWith('.') || !file.endsWith(SUFFIX)) continue;
      const version = await this.read(file);
      if (version !== undefined) aliases.set(file.slice(0, -SUFFIX.length), version);
    }
    return aliases;
  }

  /** Who holds a version: an alias by name, or a move on its way. Undefined when nobody does. */
  async claimed(version: string): Promise<string | undefined> {
    for (const file of await namesIn(this.dir)) {
      if (!file.endsWith(SUFFIX) || (await this.read(file)) !== version) continue;
      if (!file.startsWith('.')) return `the alias ${file.slice(0, -SUFFIX.length)}`;
      if (await this.isFresh(file)) return 'an alias on its way';
    }
    return undefined;
  }

  private async isFresh(file: string): Promise<boolean> {
    const { mtimeMs } = await stat(join(this.dir, file)).catch(() => ({ mtimeMs: 0 }));
    return Date.now() - mtimeMs < STALE_MS;
  }

  private async read(name: string): Promise<string | undefined> {
    const file = join(this.dir, name);
    let text: string;
    try {
      text = await readFile(file, 'utf8');
    } catch {
      // It was there in the listing, and its move has ended since.
      return undefined;
    }
    // A claim that is being written is empty for a moment; its version is checked for existence after it is whole.
    if (text === '' && name.startsWith('.')) return undefined;
    try {
      return aliasSchema.parse(JSON.parse(text)).version;
    } catch (cause) {
      throw new ModelError('CORRUPT_VERSION', { file }, 'the alias is malformed: set it again', cause);
    }
  }
}

function checkName(dir: string, alias: string): void {
  const where = { file: dir, key: alias };
  if (!NAME.test(alias) || VERSION.test(alias)) {
    const message = 'an alias is 1 to 63 of a-z, 0-9, ".", "_" and "-", begins with a letter and is no version';
    throw new ModelError('INVALID_NAME', where, message);
  }
  if (RESERVED.has(alias)) throw new ModelError('INVALID_NAME', where, 'this name is taken by the model that comes along');
}
