import type { ModelClient } from '@ordena/contracts';

import type { CallOptions, Calls } from './calls.js';
import type { Plain } from './plain.js';

type Answer<Method extends 'listModels' | 'getTraffic' | 'setAlias'> = Plain<
  Awaited<ReturnType<ModelClient[Method]>>
>;

/** What there is: the models, how requests that name none are shared out, how the models agree. */
export type ModelList = Answer<'listModels'>;
/** A version of the store, or the model that comes with Ordena. */
export type ModelInfo = ModelList['models'][number];
/** How requests that name no model are shared out. */
export type Traffic = Plain<NonNullable<Parameters<ModelClient['setTraffic']>[0]['traffic']>>;
/** Canary and shadow as they are, and how they agree with production. */
export type TrafficReport = Answer<'getTraffic'>;
/** What an alias points to now, and to what before. */
export type AliasChange = Answer<'setAlias'>;

/** ModelService: the models that an inference server holds. A name is an alias, a version or `default`. */
export class Models {
  constructor(
    private readonly raw: ModelClient,
    private readonly calls: Calls,
  ) {}

  /** What there is, loaded or not. */
  list(options: CallOptions = {}): Promise<ModelList> {
    return this.calls.unary('ListModels', options, (settings) => this.raw.listModels(settings));
  }

  /** Loads a version; the answer comes when it can serve. */
  async load(model: string, options: CallOptions = {}): Promise<ModelInfo | undefined> {
    const answer = await this.calls.unary('LoadModel', options, (settings) =>
      this.raw.loadModel({ model }, settings),
    );
    return answer.model;
  }

  /** Loads a version and points an alias to it. No request is dropped. */
  setAlias(alias: string, model: string, options: CallOptions = {}): Promise<AliasChange> {
    return this.calls.unary('SetAlias', options, (settings) => this.raw.setAlias({ alias, model }, settings));
  }

  /** Forgets an alias. @returns the version that it pointed to, or undefined when there was no such alias. */
  async deleteAlias(alias: string, options: CallOptions = {}): Promise<string | undefined> {
    const answer = await this.calls.unary('DeleteAlias', options, (settings) =>
      this.raw.deleteAlias({ alias }, settings),
    );
    return answer.previousVersion;
  }

  /** Unloads a version that no alias points to; the answer comes when its requests have ended. */
  async unload(model: string, options: CallOptions = {}): Promise<void> {
    await this.calls.unary('UnloadModel', options, (settings) => this.raw.unloadModel({ model }, settings));
  }

  /** Canary and shadow as they are, and how they agree with production. */
  traffic(options: CallOptions = {}): Promise<TrafficReport> {
    return this.calls.unary('GetTraffic', options, (settings) => this.raw.getTraffic(settings));
  }

  /** Sets canary and shadow: what is left out is 0 or not set. Agreement is counted anew. */
  async setTraffic(traffic: Traffic, options: CallOptions = {}): Promise<void> {
    await this.calls.unary('SetTraffic', options, (settings) => this.raw.setTraffic({ traffic }, settings));
  }
}
