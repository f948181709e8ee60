/** Something that runs until it is closed. */
export interface Closable {
  close(): Promise<void>;
}

/** Things that are closed together, the last one that was added first. */
export class Closables implements Closable {
  readonly #open: Closable[] = [];
  #closing: Promise<void> | undefined;

  /** @returns what was given. */
  add<T extends Closable>(closable: T): T {
    this.#open.push(closable);
    return closable;
  }

  /**
   * Closes all, one after the other; one that fails does not keep the others open. May be called twice.
   *
   * @throws the first failure, once all were tried.
   */
  close(): Promise<void> {
    this.#closing ??= this.#closeAll();
    return this.#closing;
  }

  async #closeAll(): Promise<void> {
    const failures: unknown[] = [];
    for (const closable of this.#open.reverse()) {
      await closable.close().catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw failures[0];
  }
}

/**
 * Opens things one after the other.
 *
 * @param open adds what it opens; when it fails, that is closed again.
 * @throws what `open` throws.
 */
export async function openAll<T>(open: (closables: Closables) => Promise<T>): Promise<T> {
  const closables = new Closables();
  try {
    return await open(closables);
  } catch (error) {
    // What went wrong first is what counts.
    await closables.close().catch(() => undefined);
    throw error;
  }
}
