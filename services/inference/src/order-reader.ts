import { notLoaded } from './models/model-manager.js';
import type { Canonicalizer, CanonicalizerOptions, ReadOrder } from './canonicalizer.js';

/** An answer, and the name of the model that gave it. */
export interface ReadBy {
  readonly model: string;
  readonly read: ReadOrder;
}

/** All that the handlers need: whatever reads orders with the model that a request asks for. */
export interface OrderReader {
  /**
   * @param model the name that the request gives, if any.
   * @throws ServiceError `NOT_FOUND` when no model is loaded that is called so.
   */
  read(model: string | undefined, text: string, options: CanonicalizerOptions): Promise<ReadBy>;
}

/** A reader that has one model only. */
export function singleModel(canonicalizer: Canonicalizer, model: string): OrderReader {
  return {
    read: async (wanted, text, options) => {
      if (wanted !== undefined && wanted !== model) throw notLoaded(wanted);
      return { model, read: await canonicalizer.canonicalize(text, options) };
    },
  };
}
