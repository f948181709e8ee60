import {
  AugmentationClient,
  CanonicalizationClient,
  HealthClient,
  ModelClient,
  TokenizationClient,
  TrainingClient,
  type ServingStatus,
} from '@ordena/contracts';

import { Calls, type CallOptions } from './calls.js';
import {
  Canonicalization,
  type CanonicalizeAnswer,
  type CanonicalizeRequest,
  type CanonicalizeResult,
  type StreamOptions,
} from './canonicalization.js';
import { invalidOption } from './errors.js';
import { Models } from './models.js';
import { checkOptions, type Connection, type OrdenaClientOptions, type SeparateService } from './options.js';
import { Augmentation, Tokenization } from './rows.js';
import { Training } from './training.js';

/** Whose health is asked for. */
export interface HealthOptions extends CallOptions {
  /** The process: that of a service that runs elsewhere. Default: the one at `target`. */
  at?: SeparateService;
  /** Full name of one service in it ("ordena.v1.ModelService"). Default: the process as a whole. */
  service?: string;
}

/**
 * A client of Ordena's services. Connects at the first call and again after a loss.
 *
 * Every method throws OrdenaCallError. A call with one answer is made again where the failure may pass (see
 * RetryPolicy); all of them are safe to make twice.
 */
export class OrdenaClient {
  /** The models that the inference service holds. */
  readonly models: Models;
  /** Training runs. */
  readonly training: Training;
  /** Orders in other words. */
  readonly augmentation: Augmentation;
  /** Text to token ids, orders to training rows. */
  readonly tokenization: Tokenization;
  private readonly calls: Calls;
  private readonly orders: Canonicalization;
  private readonly healths = new Map<string, HealthClient>();
  private readonly channels: { close(): void }[] = [];

  /** Use {@link connectOrdena}. */
  constructor(private readonly connection: Connection) {
    this.calls = new Calls(connection);
    this.orders = new Canonicalization(this.open(CanonicalizationClient), this.calls);
    this.models = new Models(this.open(ModelClient), this.calls);
    this.training = new Training(this.open(TrainingClient, 'training'), this.calls);
    this.augmentation = new Augmentation(this.open(AugmentationClient, 'augmentation'), this.calls);
    this.tokenization = new Tokenization(this.open(TokenizationClient, 'tokenization'), this.calls);
  }

  /**
   * Reads one order.
   *
   * @param order its text, or the text with model, mode and the like.
   */
  canonicalize(order: string | CanonicalizeRequest, options: CallOptions = {}): Promise<CanonicalizeAnswer> {
    return this.orders.canonicalize(order, options);
  }

  /**
   * Reads 1 to 1024 orders in one message.
   *
   * @returns a result for each, in their order. One that fails does not fail the others and is not tried again.
   */
  canonicalizeBatch(
    orders: readonly (string | CanonicalizeRequest)[],
    options: CallOptions = {},
  ): Promise<CanonicalizeResult[]> {
    return this.orders.canonicalizeBatch(orders, options);
  }

  /**
   * Reads any number of orders. Orders are taken from their source only as fast as results are taken from here. One that
   * fails does not fail the others; nothing is tried again. Leaving the loop ends the call.
   *
   * @returns the results, in the order of the requests unless the options say otherwise.
   */
  canonicalizeStream(
    orders: Iterable<string | CanonicalizeRequest> | AsyncIterable<string | CanonicalizeRequest>,
    options: StreamOptions = {},
  ): AsyncGenerator<CanonicalizeResult, void, undefined> {
    return this.orders.canonicalizeStream(orders, options);
  }

  /** Whether a process or one of its services takes calls. NOT_FOUND: it has no such service. */
  health({ at, service = '', ...options }: HealthOptions = {}): Promise<ServingStatus> {
    const target = this.connection.target(at);
    return this.calls.unary('Check', options, (settings) => {
      let health = this.healths.get(target);
      if (health === undefined) {
        health = this.open(HealthClient, at);
        this.healths.set(target, health);
      }
      return health.check(service, settings);
    });
  }

  /** Fails what is under way with CLOSED and closes the channels. May be called twice. */
  close(): void {
    this.calls.close();
    for (const channel of this.channels.splice(0)) channel.close();
  }

  private open<T extends { close(): void }>(
    Client: new (address: string, channel: Connection['channel'], options: Connection['channelOptions']) => T,
    service?: SeparateService,
  ): T {
    const { channel, channelOptions } = this.connection;
    try {
      const client = new Client(this.connection.target(service), channel, channelOptions);
      this.channels.push(client);
      return client;
    } catch (error) {
      this.close();
      const option = service === undefined ? 'target' : `services.${service}`;
      throw invalidOption(option, `cannot be used: ${this.connection.target(service)}`, error);
    }
  }
}

/**
 * A client of Ordena's services. Nothing is sent before the first call.
 *
 * @throws OrdenaCallError `OPTION_INVALID` that names the option at fault.
 */
export function connectOrdena(options: OrdenaClientOptions): OrdenaClient {
  return new OrdenaClient(checkOptions(options));
}
