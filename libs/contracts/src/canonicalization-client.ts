import { credentials, type ChannelCredentials } from '@grpc/grpc-js';

import type { CanonicalizationServiceClient } from './generated/ordena/v1/CanonicalizationService.js';
import type { CanonicalizeBatchRequest } from './generated/ordena/v1/CanonicalizeBatchRequest.js';
import type { CanonicalizeBatchResponse__Output } from './generated/ordena/v1/CanonicalizeBatchResponse.js';
import type { CanonicalizeRequest } from './generated/ordena/v1/CanonicalizeRequest.js';
import type { CanonicalizeResponse__Output } from './generated/ordena/v1/CanonicalizeResponse.js';
import { settle, type CallSettings } from './promise-call.js';
import { clients } from './service-definitions.js';

/** CanonicalizationService as promises. Failures are grpc-js `ServiceError`s: read them with `readStatusDetails`. */
export class CanonicalizationClient {
  /** The generated client, for what has no promise form (CanonicalizeStream). */
  readonly raw: CanonicalizationServiceClient;

  /**
   * @param address host:port.
   * @param channel how the channel is secured. Default: not at all, right for loopback only.
   */
  constructor(address: string, channel: ChannelCredentials = credentials.createInsecure()) {
    this.raw = new (clients().ordena.v1.CanonicalizationService)(address, channel);
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

  /** Closes the channel. Safe to call twice. */
  close(): void {
    this.raw.close();
  }
}
