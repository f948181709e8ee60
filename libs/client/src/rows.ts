import type { AugmentationClient, TokenizationClient } from '@ordena/contracts';
import type {
  AugmentableOrderInput,
  AugmentRequestInput,
  AugmentSettingsInput,
  FormatExampleRequestInput,
  ReceivedAugmentDatasetResponse,
  ReceivedFormatExampleResponse,
  ReceivedTokenizeDatasetResponse,
  TokenizableOrderInput,
  TokenizeSettingsInput,
} from '@ordena/contracts';

import type { CallOptions, Calls } from './calls.js';
import type { Plain } from './plain.js';

/** How orders are varied. */
export type AugmentSettings = Plain<AugmentSettingsInput>;
/** A text to be varied. */
export type AugmentRequest = Plain<AugmentRequestInput>;
/** An order to be varied. */
export type AugmentableOrder = Plain<AugmentableOrderInput>;
/** An order or a variant of one. */
export type AugmentedOrder = Plain<ReceivedAugmentDatasetResponse>;
/** How rows are made. */
export type TokenizeSettings = Plain<TokenizeSettingsInput>;
/** An order with its JSON. */
export type TokenizableOrder = Plain<TokenizableOrderInput>;
/** An order to be shown as a row. */
export type FormatExampleRequest = Plain<FormatExampleRequestInput>;
/** A row with the prompt and target it was made from. */
export type FormattedExample = Plain<ReceivedFormatExampleResponse>;
/** A training row. */
export type TokenizedRow = Plain<ReceivedTokenizeDatasetResponse>;

type Many<T> = Iterable<T> | AsyncIterable<T>;

/** AugmentationService. */
export class Augmentation {
  constructor(
    private readonly raw: AugmentationClient,
    private readonly calls: Calls,
  ) {}

  /** Other ways of writing a text, itself not among them. */
  async augment(request: AugmentRequest, options: CallOptions = {}): Promise<string[]> {
    const { variants } = await this.calls.unary('Augment', options, (call) =>
      this.raw.augment(request, call),
    );
    return variants;
  }

  /** Each order and its variants, in the order of the requests. Nothing is read ahead of who takes them. */
  augmentDataset(
    orders: Many<AugmentableOrder>,
    { settings, ...options }: CallOptions & { settings?: AugmentSettings } = {},
  ): AsyncGenerator<AugmentedOrder, void, undefined> {
    return this.calls.stream('AugmentDataset', options, (call) =>
      this.raw.augmentDataset(withSettings(orders, settings), call),
    );
  }
}

/** TokenizationService. */
export class Tokenization {
  constructor(
    private readonly raw: TokenizationClient,
    private readonly calls: Calls,
  ) {}

  /** The ids of a text. @param model whose tokens are meant. Default: the service's own. */
  async encode(
    text: string,
    { model, ...options }: CallOptions & { model?: string } = {},
  ): Promise<number[]> {
    const request = { text, ...(model === undefined ? {} : { model }) };
    const { ids } = await this.calls.unary('Encode', options, (call) => this.raw.encode(request, call));
    return ids;
  }

  /** The text of ids. @param model whose tokens are meant. Default: the service's own. */
  async decode(
    ids: readonly number[],
    { model, ...options }: CallOptions & { model?: string } = {},
  ): Promise<string> {
    const request = { ids: [...ids], ...(model === undefined ? {} : { model }) };
    const { text } = await this.calls.unary('Decode', options, (call) => this.raw.decode(request, call));
    return text;
  }

  /** One order as a training row. */
  formatExample(request: FormatExampleRequest, options: CallOptions = {}): Promise<FormattedExample> {
    return this.calls.unary('FormatExample', options, (call) => this.raw.formatExample(request, call));
  }

  /** A row for each order, in the order of the requests. Nothing is read ahead of who takes them. */
  tokenizeDataset(
    orders: Many<TokenizableOrder>,
    { settings, ...options }: CallOptions & { settings?: TokenizeSettings } = {},
  ): AsyncGenerator<TokenizedRow, void, undefined> {
    return this.calls.stream('TokenizeDataset', options, (call) =>
      this.raw.tokenizeDataset(withSettings(orders, settings), call),
    );
  }
}

/** The settings go first, as a message of their own. */
async function* withSettings<Order, Settings>(
  orders: Many<Order>,
  settings: Settings | undefined,
): AsyncGenerator<{ settings: Settings } | { order: Order }, void, undefined> {
  if (settings !== undefined) yield { settings };
  for await (const order of orders) yield { order };
}
