import { randomUUID } from 'node:crypto';
import { access, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { ModelError } from '../errors.js';
import { Aliases } from './aliases.js';
import { metadataSchema, VERSION, type Manifest, type VersionMetadata } from './manifest.js';
import { namesIn } from './names-in.js';
import { copyVersion, readManifest, verifyVersion } from './version-folder.js';

/** A version of a model in the store. */
export interface StoredVersion extends Manifest {
  /** The model folder. Not to be written to. */
  readonly dir: string;
  /** The aliases that point to it, sorted. */
  readonly aliases: readonly string[];
}

/** What begins with a dot is on its way in or out; after so long nobody is at it any more. */
const LEFT_BEHIND_MS = 60 * 60 * 1000;

const ATTEMPTS = 3;
const PAUSE_MS = 5;

/**
 * The store's folder.
 *
 * @returns `ORDENA_STORE` of the environment; by default `.ordena/store` in the home folder.
 */
export function modelStoreDir(env: Readonly<Record<string, string | undefined>> = process.env): string {
  const given = env['ORDENA_STORE'];
  return given === undefined || given === '' ? join(homedir(), '.ordena', 'store') : resolve(given);
}

/**
 * Versions of models in a folder, named by a hash of their files, and aliases that point to them. Any number of
 * processes may work on one folder at once, on one machine or a file system whose rename is atomic.
 *
 * ```ts
 * const store = await ModelStore.open(modelStoreDir());
 * const { version } = await store.register('runs/1/model', { runId: '1', scores: { f1: 0.97 } });
 * await store.setAlias('candidate', version);
 * const { dir } = await store.resolve('candidate');
 * ```
 */
export class ModelStore {
  private constructor(
    /** The store's folder. */
    readonly dir: string,
    private readonly versions: string,
    private readonly aliases: Aliases,
  ) {}

  /** Opens a store. Where there is none it is empty, and made by the first registration. @throws ModelError MISSING_FILE. */
  static async open(dir: string): Promise<ModelStore> {
    const store = new ModelStore(dir, join(dir, 'versions'), new Aliases(join(dir, 'aliases')));
    try {
      await store.sweep();
    } catch (cause) {
      throw new ModelError('MISSING_FILE', { file: dir }, 'the model store cannot be read', cause);
    }
    return store;
  }

  /**
   * Copies a model folder into the store. The same files give the same version, whoever registers them how often; the
   * metadata of the first time stays.
   *
   * @throws ModelError MISSING_FILE when it is no model folder, INVALID_CONFIG for malformed metadata, WRITE_FAILED.
   */
  async register(folder: string, metadata: VersionMetadata = {}): Promise<StoredVersion> {
    const checked = metadataSchema.safeParse(metadata);
    if (!checked.success) {
      const issue = checked.error.issues[0];
      const where = { file: folder, key: issue?.path.join('.') ?? '' };
      throw new ModelError('INVALID_CONFIG', where, issue?.message ?? 'malformed metadata', checked.error);
    }
    const aside = join(this.versions, `.writing-${randomUUID()}`);
    try {
      await access(folder).catch((cause: unknown) => {
        throw new ModelError('MISSING_FILE', { file: folder }, 'there is no such model folder', cause);
      });
      const { version } = await copyVersion(folder, aside, checked.data);
      await putFolder(aside, join(this.versions, version));
      return await this.read(version);
    } catch (cause) {
      if (cause instanceof ModelError) throw cause;
      throw new ModelError('WRITE_FAILED', { file: this.dir }, 'the version cannot be written', cause);
    } finally {
      await rm(aside, { recursive: true, force: true });
    }
  }

  /**
   * Points an alias to a version, in one step: who resolves it sees the old version or the new one.
   *
   * @throws ModelError INVALID_NAME; UNKNOWN_VERSION, and the alias stays as it was.
   */
  async setAlias(alias: string, version: string): Promise<void> {
    await this.aliases.set(alias, version, async () => {
      await this.read(version);
    });
  }

  /** Forgets an alias; its version stays. Nothing happens when there is no such alias. */
  async deleteAlias(alias: string): Promise<void> {
    await this.aliases.delete(alias);
  }

  /** All aliases and the versions they point to. */
  async listAliases(): Promise<ReadonlyMap<string, string>> {
    return this.aliases.all();
  }

  /** The version of an alias or of that name. @throws ModelError UNKNOWN_VERSION. */
  async resolve(nameOrAlias: string): Promise<StoredVersion> {
    return this.read((await this.aliases.get(nameOrAlias)) ?? nameOrAlias);
  }

  /**
   * As `resolve`, with every file read and compared with what was registered.
   *
   * @throws ModelError UNKNOWN_VERSION; CORRUPT_VERSION that names the file.
   */
  async verify(nameOrAlias: string): Promise<StoredVersion> {
    const found = await this.resolve(nameOrAlias);
    await verifyVersion(found.dir, found);
    return found;
  }

  /** All versions, the oldest first. @throws ModelError CORRUPT_VERSION when a manifest cannot be read. */
  async list(): Promise<StoredVersion[]> {
    const names = (await namesIn(this.versions)).filter((name) => VERSION.test(name));
    const found = await Promise.all(
      names.map((name) =>
        this.read(name).catch((error: unknown) => {
          // Removed since it was listed.
          if (error instanceof ModelError && error.code === 'UNKNOWN_VERSION') return undefined;
          throw error;
        }),
      ),
    );
    return found
      .filter((version) => version !== undefined)
      .sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
  }

  /**
   * Deletes a version. Who has loaded it keeps it.
   *
   * @throws ModelError VERSION_IN_USE while an alias points to it; UNKNOWN_VERSION.
   */
  async remove(version: string): Promise<void> {
    const { dir } = await this.read(version);
    await this.refuseIfClaimed(version);
    const aside = join(this.versions, `.removed-${randomUUID()}`);
    await rename(dir, aside).catch((cause: unknown) => {
      throw unknownVersion(this.dir, version, cause);
    });
    try {
      // Asked again now that no alias can be set to it any more.
      await this.refuseIfClaimed(version);
    } catch (error) {
      await putFolder(aside, dir);
      throw error;
    } finally {
      await rm(aside, { recursive: true, force: true });
    }
  }

  private async refuseIfClaimed(version: string): Promise<void> {
    const holder = await this.aliases.claimed(version);
    if (holder === undefined) return;
    throw new ModelError('VERSION_IN_USE', { file: this.dir, key: version }, `${holder} points to it`);
  }

  private async read(version: string): Promise<StoredVersion> {
    if (!VERSION.test(version)) throw unknownVersion(this.dir, version);
    const dir = join(this.versions, version);
    const manifest = await this.readPatiently(version, dir);
    const aliases = [...(await this.aliases.all())].filter(([, target]) => target === version).map(([alias]) => alias);
    return { ...manifest, dir, aliases };
  }

  /** A removal that is refused takes a version away for a moment: what is missing is looked for again. */
  private async readPatiently(version: string, dir: string): Promise<Manifest> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await readManifest(dir);
      } catch (cause) {
        if (!(cause instanceof ModelError) || cause.code !== 'MISSING_FILE') throw cause;
        if (attempt === ATTEMPTS) throw unknownVersion(this.dir, version, cause);
        await setTimeout(PAUSE_MS);
      }
    }
  }

  /** Deletes what processes that died left behind. */
  private async sweep(): Promise<void> {
    for (const name of await namesIn(this.versions)) {
      if (!name.startsWith('.')) continue;
      const path = join(this.versions, name);
      const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }));
      if (Date.now() - mtimeMs > LEFT_BEHIND_MS) await rm(path, { recursive: true, force: true });
    }
  }
}

/** Moves a folder into its place, unless another process has put the same there already. */
async function putFolder(aside: string, dir: string): Promise<void> {
  await rename(aside, dir).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error;
  });
}

function unknownVersion(dir: string, name: string, cause?: unknown): ModelError {
  return new ModelError('UNKNOWN_VERSION', { file: dir, key: name }, 'the store has no such version or alias', cause);
}
