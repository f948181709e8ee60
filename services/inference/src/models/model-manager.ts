import { ModelError, type ModelStore, type StoredVersion } from '@ordena/model';
import { ServiceError, type Logger } from '@ordena/service-kit';

import { LoadedVersion, type ModelEngine, type StartEngine } from './loaded-version.js';
import { Turns } from './turns.js';

/** The alias that answers requests which name no model. */
export const PRODUCTION = 'production';

/** How models are managed. */
export interface ModelManagerOptions {
  store: ModelStore;
  startEngine: StartEngine;
  /** The model that comes along, running already; it is never unloaded. */
  builtIn: { name: string; engine: ModelEngine };
  /** Whether it answers requests that name no model until production is set, whatever the store says. */
  prefersBuiltIn: boolean;
  /** Most versions of the store in memory. */
  maxLoaded: number;
  logger: Logger;
}

/** A version as `list` shows it. */
export interface ListedVersion {
  readonly name: string;
  readonly stored?: StoredVersion;
  readonly loaded?: LoadedVersion;
  readonly isLoading: boolean;
}

/**
 * The versions in memory and the aliases that point to them. What changes them goes one after another; requests look
 * only at what is loaded, so that nothing makes them wait.
 */
export class ModelManager {
  private readonly builtIn: LoadedVersion;
  private readonly loaded = new Map<string, LoadedVersion>();
  private readonly draining = new Set<LoadedVersion>();
  private readonly aliases = new Map<string, string>();
  private readonly turns = new Turns();
  private loading: string | undefined;
  private prefersBuiltIn: boolean;
  private isClosed = false;
  private onReady: ((isReady: boolean) => void) | undefined;

  constructor(private readonly options: ModelManagerOptions) {
    this.builtIn = this.watched(new LoadedVersion(options.builtIn.name, options.builtIn.engine));
    this.prefersBuiltIn = options.prefersBuiltIn;
  }

  /** Has a listener told now, and at every change that may matter, whether production can answer. */
  watchReady(listener: (isReady: boolean) => void): void {
    this.onReady = listener;
    this.tellReady();
  }

  /** What answers requests that name no model. */
  get production(): LoadedVersion {
    const version = this.prefersBuiltIn ? undefined : this.aliases.get(PRODUCTION);
    return (version === undefined ? undefined : this.loaded.get(version)) ?? this.builtIn;
  }

  /** The versions that have an engine, those that end their last requests included. */
  get inMemory(): readonly LoadedVersion[] {
    return [this.builtIn, ...this.loaded.values(), ...this.draining];
  }

  /** The loaded version of a name: an alias, a version, or the model that comes along. */
  find(name: string): LoadedVersion | undefined {
    if (name === this.builtIn.name || name === 'default') return this.builtIn;
    if (name === PRODUCTION) return this.production;
    return this.loaded.get(this.aliases.get(name) ?? name);
  }

  /** Every version, loaded or not; the model that comes along first, then from the oldest to the newest. */
  async list(): Promise<ListedVersion[]> {
    const draining = new Map([...this.draining].map((version) => [version.name, version]));
    const stored = await this.options.store.list();
    return [
      { name: this.builtIn.name, loaded: this.builtIn, isLoading: false },
      ...stored.map((version) => {
        const name = version.version;
        const loaded = this.loaded.get(name) ?? draining.get(name);
        const isLoading = this.loading === name;
        return { name, stored: version, isLoading, ...(loaded === undefined ? {} : { loaded }) };
      }),
    ];
  }

  /** Loads a version beside the others. @throws ServiceError `NOT_FOUND`, `RESOURCE_EXHAUSTED`; what is wrong with it. */
  load(name: string): Promise<ListedVersion> {
    return this.turns.take(async () => {
      if (this.find(name) === this.builtIn) return this.listed(this.builtIn);
      return this.listed(await this.ensureLoaded(await this.verified(name)));
    });
  }

  /**
   * Points an alias to a version, loaded first; what no alias points to any more ends its requests and is unloaded.
   *
   * @returns the version, and what the alias pointed to before.
   */
  setAlias(alias: string, name: string): Promise<{ now: ListedVersion; before: string | undefined }> {
    return this.turns.take(async () => {
      const stored = await this.verified(name);
      const version = await this.ensureLoaded(stored);
      const before = this.aliases.get(alias);
      try {
        await this.options.store.setAlias(alias, stored.version);
      } catch (error) {
        this.releaseIfUnused(stored.version);
        throw error;
      }
      if (alias === PRODUCTION) this.prefersBuiltIn = false;
      this.pointAlias(alias, stored.version);
      return { now: await this.listed(version), before };
    });
  }

  /** Forgets an alias. @returns what it pointed to. */
  deleteAlias(alias: string): Promise<string | undefined> {
    return this.turns.take(async () => {
      await this.options.store.deleteAlias(alias);
      return this.forgetAlias(alias);
    });
  }

  /**
   * Unloads a version that no alias points to. @returns when its requests have ended.
   *
   * @throws ServiceError `NOT_FOUND`, or ModelError `VERSION_IN_USE`.
   */
  async unload(name: string): Promise<void> {
    const ended = await this.turns.take(() => {
      const version = this.find(name);
      if (version === undefined) throw notLoaded(name);
      const holder = [...this.aliases].find(([, target]) => target === version.name)?.[0];
      if (version === this.builtIn || holder !== undefined) {
        const why = holder === undefined ? 'it comes with the server' : `the alias ${holder} points to it`;
        throw new ModelError('VERSION_IN_USE', { file: this.options.store.dir, key: name }, why);
      }
      return Promise.resolve({ drained: this.release(version) });
    });
    await ended.drained;
  }

  /**
   * Does in memory what other processes did in the store: an alias that was moved there is followed, once its version is
   * loaded. A version that cannot be loaded is logged, and the alias stays where it was.
   *
   * @param isStart lets the failure of production through: to serve another model in its place would be worse.
   */
  refresh(isStart = false): Promise<void> {
    return this.turns.take(async () => {
      const wanted = await this.options.store.listAliases();
      for (const alias of [...this.aliases.keys()]) if (!wanted.has(alias)) this.forgetAlias(alias);
      for (const [alias, version] of wanted) {
        if (this.aliases.get(alias) === version) continue;
        try {
          await this.ensureLoaded(await this.options.store.verify(version));
        } catch (error) {
          if (isStart && alias === PRODUCTION) throw error;
          this.options.logger.error({ err: error, alias, version }, 'a model cannot be loaded');
          continue;
        }
        this.pointAlias(alias, version);
      }
    });
  }

  /** Closes every engine; what they work on is rejected. Safe to call twice. */
  async close(): Promise<void> {
    this.isClosed = true;
    await this.turns.take(() => Promise.resolve());
    await Promise.all(this.inMemory.map(({ engine }) => engine.close()));
  }

  private async verified(name: string): Promise<StoredVersion> {
    try {
      return await this.options.store.verify(name);
    } catch (error) {
      if (!(error instanceof ModelError) || error.code !== 'UNKNOWN_VERSION') throw error;
      const message = `no model is called "${name}": register it in the model store first`;
      throw new ServiceError('NOT_FOUND', message, { cause: error, field: 'model' });
    }
  }

  private async ensureLoaded(stored: StoredVersion): Promise<LoadedVersion> {
    const { version: name, dir } = stored;
    const there = this.loaded.get(name);
    if (there !== undefined) return there;
    if (this.isClosed) throw new ServiceError('UNAVAILABLE', 'the server is stopping');
    const { maxLoaded, startEngine, logger } = this.options;
    if (this.loaded.size >= maxLoaded) {
      const message = `${String(maxLoaded)} models are loaded already: unload one first (ORDENA_MAX_MODELS)`;
      throw new ServiceError('RESOURCE_EXHAUSTED', message, { field: 'model' });
    }
    this.loading = name;
    try {
      const version = this.watched(new LoadedVersion(name, await startEngine(dir)));
      this.loaded.set(name, version);
      logger.info({ version: name }, 'a model was loaded');
      return version;
    } finally {
      this.loading = undefined;
    }
  }

  private watched(version: LoadedVersion): LoadedVersion {
    version.engine.onState(() => {
      this.tellReady();
    });
    return version;
  }

  private tellReady(): void {
    this.onReady?.(this.production.engine.state === 'ready');
  }

  private pointAlias(alias: string, version: string): void {
    const before = this.aliases.get(alias);
    this.aliases.set(alias, version);
    this.tellReady();
    if (before !== undefined && before !== version) this.releaseIfUnused(before);
  }

  private forgetAlias(alias: string): string | undefined {
    const before = this.aliases.get(alias);
    this.aliases.delete(alias);
    this.tellReady();
    if (before !== undefined) this.releaseIfUnused(before);
    return before;
  }

  private releaseIfUnused(name: string): void {
    const version = this.loaded.get(name);
    if (version === undefined || [...this.aliases.values()].includes(name)) return;
    this.release(version).catch((error: unknown) => {
      this.options.logger.error({ err: error, version: name }, 'a model could not be unloaded');
    });
  }

  private async release(version: LoadedVersion): Promise<void> {
    this.loaded.delete(version.name);
    this.draining.add(version);
    try {
      await version.drain();
      this.options.logger.info({ version: version.name }, 'a model was unloaded');
    } finally {
      this.draining.delete(version);
    }
  }

  private async listed(version: LoadedVersion): Promise<ListedVersion> {
    const base = { name: version.name, loaded: version, isLoading: false };
    return version === this.builtIn
      ? base
      : { ...base, stored: await this.options.store.resolve(version.name) };
  }
}

/** For a name that nothing in memory has. */
export function notLoaded(name: string, field = 'model'): ServiceError {
  const message = `no model is loaded that is called "${name}": ListModels tells what there is`;
  return new ServiceError('NOT_FOUND', message, { field });
}
