import { credentials, type ChannelCredentials, type ClientOptions } from '@grpc/grpc-js';

import type { DecodeRequest } from './generated/ordena/v1/DecodeRequest.js';
import type { DecodeResponse__Output } from './generated/ordena/v1/DecodeResponse.js';
import type { EncodeRequest } from './generated/ordena/v1/EncodeRequest.js';
import type { EncodeResponse__Output } from './generated/ordena/v1/EncodeResponse.js';
import type { FormatExampleRequest } from './generated/ordena/v1/FormatExampleRequest.js';
import type { FormatExampleResponse__Output } from './generated/ordena/v1/FormatExampleResponse.js';
import type { TokenizationServiceClient } from './generated/ordena/v1/TokenizationService.js';
import type { TokenizeDatasetRequest } from './generated/ordena/v1/TokenizeDatasetRequest.js';
import type { TokenizeDatasetResponse__Output } from './generated/ordena/v1/TokenizeDatasetResponse.js';
import { callOptions, settle, type CallSettings } from './promise-call.js';
import { clients } from './service-definitions.js';
import { readAnswers } from './stream-call.js';

/** TokenizationService as promises and streams. Failures are grpc-js `ServiceError`s. */
export class TokenizationClient {
  /** The generated client. */
  readonly raw: TokenizationServiceClient;

  /**
   * @param address host:port.
   * @param channel how the channel is secured. Default: not at all, right for loopback only.
   * @param options of the channel, as grpc-js takes them.
   */
  constructor(
    address: string,
    channel: ChannelCredentials = credentials.createInsecure(),
    options: ClientOptions = {},
  ) {
    this.raw = new (clients().ordena.v1.TokenizationService)(address, channel, options);
  }

  /** The ids of a text. */
  encode(request: EncodeRequest, settings: CallSettings = {}): Promise<EncodeResponse__Output> {
    return settle(settings, (options, done) => this.raw.encode(request, options, done));
  }

  /** The text of ids. */
  decode(request: DecodeRequest, settings: CallSettings = {}): Promise<DecodeResponse__Output> {
    return settle(settings, (options, done) => this.raw.decode(request, options, done));
  }

  /** One order as a training row. */
  formatExample(
    request: FormatExampleRequest,
    settings: CallSettings = {},
  ): Promise<FormatExampleResponse__Output> {
    return settle(settings, (options, done) => this.raw.formatExample(request, options, done));
  }

  /** A row for each order, as they come. There is no deadline unless `timeoutMs` is given. */
  tokenizeDataset(
    requests: Iterable<TokenizeDatasetRequest> | AsyncIterable<TokenizeDatasetRequest>,
    settings: CallSettings = {},
  ): AsyncGenerator<TokenizeDatasetResponse__Output, void, undefined> {
    return readAnswers(this.raw.tokenizeDataset(callOptions(settings)), settings, requests);
  }

  /** Closes the channel. Safe to call twice. */
  close(): void {
    this.raw.close();
  }
}
