import { EngineError } from '@ordena/inference';
import type { Logger } from '@ordena/service-kit';

import type { CanonicalizerOptions, ReadOrder } from '../canonicalizer.js';
import type { OrderReader, ReadBy } from '../order-reader.js';
import { Agreement, type AgreementCounts } from './agreement.js';
import type { LoadedVersion } from './loaded-version.js';
import { notLoaded, type ModelManager } from './model-manager.js';
import { chooseRoute, NO_TRAFFIC, type TrafficSettings } from './traffic.js';

/** Comparisons under way at once. More are skipped: nobody waits for them, and they take the time of those who do. */
const COMPARISONS = 4;

/**
 * Sends each request to the version that is to answer it, and compares versions as the traffic settings say.
 */
export class ModelRouter implements OrderReader {
  private settings = NO_TRAFFIC;
  private counts = new Map<string, Agreement>();
  private comparing = 0;

  constructor(
    private readonly models: Pick<ModelManager, 'find' | 'production'>,
    private readonly logger: Logger,
    private readonly random: () => number = Math.random,
  ) {}

  get traffic(): TrafficSettings {
    return this.settings;
  }

  /** Sets the traffic; agreement is counted anew. */
  setTraffic(traffic: TrafficSettings): void {
    this.settings = traffic;
    this.counts = new Map();
  }

  get agreements(): readonly AgreementCounts[] {
    return [...this.counts.values()];
  }

  async read(model: string | undefined, text: string, options: CanonicalizerOptions): Promise<ReadBy> {
    if (model !== undefined) {
      const named = this.models.find(model);
      if (named === undefined) throw notLoaded(model);
      return { model: named.name, read: await named.canonicalize(text, options) };
    }
    const route = chooseRoute(this.settings, this.random);
    if (route.kind === 'canary') {
      const canary = this.models.find(route.model);
      const read = canary && (await readIfAble(canary, text, options));
      if (canary !== undefined && read !== undefined) {
        const { production } = this.models;
        this.compare(production, canary, production, read, text, options);
        return { model: canary.name, read };
      }
    }
    // Looked up and called in one turn: a version that was found cannot be closed before it has the request.
    const base = this.models.production;
    const read = await base.canonicalize(text, options);
    const other =
      route.kind === 'base' && route.compareWith !== undefined
        ? this.models.find(route.compareWith)
        : undefined;
    if (other !== undefined) this.compare(base, other, other, read, text, options);
    return { model: base.name, read };
  }

  /**
   * Has the second of two versions answer too, unseen.
   *
   * @param asked the one that has not answered yet. @param given the other one's answer.
   */
  private compare(
    base: LoadedVersion,
    other: LoadedVersion,
    asked: LoadedVersion,
    given: ReadOrder,
    text: string,
    { signal: _signal, ...options }: CanonicalizerOptions,
  ): void {
    if (base === other) return;
    const key = `${base.name} ${other.name}`;
    const agreement = this.counts.get(key) ?? new Agreement(base.name, other.name);
    this.counts.set(key, agreement);
    if (this.comparing >= COMPARISONS || asked.isDraining) {
      agreement.skip();
      return;
    }
    this.comparing++;
    asked
      .canonicalize(text, options)
      .then(
        (read) => {
          const [ours, theirs] = asked === other ? [given, read] : [read, given];
          agreement.compare(jsonOf(ours), jsonOf(theirs));
        },
        (error: unknown) => {
          agreement.skip();
          this.logger.debug({ err: error, version: asked.name }, 'an order was not compared');
        },
      )
      .finally(() => this.comparing--);
  }
}

/** Undefined when the version can answer nobody just now: then production can. */
async function readIfAble(
  version: LoadedVersion,
  text: string,
  options: CanonicalizerOptions,
): Promise<ReadOrder | undefined> {
  try {
    return await version.canonicalize(text, options);
  } catch (error) {
    if (error instanceof EngineError && (error.retriable || error.code === 'CLOSED')) return undefined;
    throw error;
  }
}

function jsonOf({ outcome, json }: ReadOrder): string {
  return outcome === 'ok' ? json : '{}';
}
