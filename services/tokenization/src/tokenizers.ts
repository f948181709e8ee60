import { defaultModelDir } from '@ordena/default-model/model-dir';
import type { ModelStore } from '@ordena/model';
import { atField } from '@ordena/service-kit';
import { OrderTokenizer } from '@ordena/tokenization';

/** Most tokenizers in memory: each takes some tens of MB. */
const MOST_KEPT = 8;

/** The tokenizers of the models that requests name, loaded once each. */
export class Tokenizers {
  readonly #byFolder = new Map<string, Promise<OrderTokenizer>>();

  constructor(
    private readonly store: ModelStore,
    private readonly defaultDir: string,
  ) {}

  /**
   * @param model an alias, a version or `default`; not given: the one that the service was started with.
   * @param field of the request that names it.
   * @throws ModelError `UNKNOWN_VERSION` with the field; TokenizationError when its tokenizer cannot be used.
   */
  async get(model: string | undefined, field = 'model'): Promise<OrderTokenizer> {
    const dir = await atField(field, () => this.#folderOf(model));
    const known = this.#byFolder.get(dir);
    // Put at the end again, so that the one that was not asked for longest is the first to go.
    this.#byFolder.delete(dir);
    const loading = known ?? OrderTokenizer.load(dir);
    this.#byFolder.set(dir, loading);
    const [oldest] = this.#byFolder.keys();
    if (this.#byFolder.size > MOST_KEPT && oldest !== undefined) this.#byFolder.delete(oldest);
    try {
      return await loading;
    } catch (error) {
      this.#byFolder.delete(dir);
      throw error;
    }
  }

  async #folderOf(model: string | undefined): Promise<string> {
    if (model === undefined) return this.defaultDir;
    if (model === 'default') return defaultModelDir();
    return (await this.store.resolve(model)).dir;
  }
}
