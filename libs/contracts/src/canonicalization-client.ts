import { credentials, type ChannelCredentials, type ClientOptions } from '@grpc/grpc-js';

import type { CanonicalizationServiceClient } from './generated/ordena/v1/CanonicalizationService.js';
import type { CanonicalizeBatchRequest } from './generated/ordena/v1/CanonicalizeBatchRequest.js';
import type { CanonicalizeBatchResponse__Output } from './generated/ordena/v1/CanonicalizeBatchResponse.js';
import type { CanonicalizeRequest } from './generated/ordena/v1/CanonicalizeRequest.js';
import type { CanonicalizeResponse__Output } from './generated/ordena/v1/CanonicalizeResponse.js';
import type { CanonicalizeResult__Output } from './generated/ordena/v1/CanonicalizeResult.js';
import { callOptions, settle, type CallSettings } from './promise-call.js';
import { clients } from './service-definitions.js';
import { readAnswers } from './stream-call.js';

/** CanonicalizationService as promises. Failures are grpc-js `ServiceError`s: read them with `readStatusDetails`. */
export class CanonicalizationClient {
  /** The generated client. */
  readonly raw: CanonicalizationServiceClient;

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
    this.raw = new (clients().ordena.v1.CanonicalizationService)(address, channel, options);
  }

  /** One order. */
  canonicalize(
    request: CanonicalizeRequest,
    settings: CallSettings = {},
  ): Promise<CanonicalizeResponse__Output> {
    return settle(settings, (options, done) => this.raw.canonicalize(request, options, done));
  }

  /** Many orders, results in the order of the requests. */
  canonicalizeBatch(
    request: CanonicalizeBatchRequest,
    settings: CallSettings = {},
  ): Promise<CanonicalizeBatchResponse__Output> {
    return settle(settings, (options, done) => this.raw.canonicalizeBatch(request, options, done));
  }

  /**
   * Many orders as they come; results as they are ready, so match them by `requestId`. There is no deadline unless
   * `timeoutMs` is given.
   */
  canonicalizeStream(
    requests: Iterable<CanonicalizeRequest> | AsyncIterable<CanonicalizeRequest>,
    settings: CallSettings = {},
  ): AsyncGenerator<CanonicalizeResult__Output, void, undefined> {
    return readAnswers(this.raw.canonicalizeStream(callOptions(settings)), settings, requests);
  }

  /** Closes the channel. Safe to call twice. */
  close(): void {
    this.raw.close();
  }
}
