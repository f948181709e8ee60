import { credentials, type ChannelCredentials, type ClientOptions } from '@grpc/grpc-js';

import type { AugmentationServiceClient } from './generated/ordena/v1/AugmentationService.js';
import type { AugmentDatasetRequest } from './generated/ordena/v1/AugmentDatasetRequest.js';
import type { AugmentDatasetResponse__Output } from './generated/ordena/v1/AugmentDatasetResponse.js';
import type { AugmentRequest } from './generated/ordena/v1/AugmentRequest.js';
import type { AugmentResponse__Output } from './generated/ordena/v1/AugmentResponse.js';
import { callOptions, settle, type CallSettings } from './promise-call.js';
import { clients } from './service-definitions.js';
import { readAnswers } from './stream-call.js';

/** AugmentationService as promises and streams. Failures are grpc-js `ServiceError`s. */
export class AugmentationClient {
  /** The generated client. */
  readonly raw: AugmentationServiceClient;

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
    this.raw = new (clients().ordena.v1.AugmentationService)(address, channel, options);
  }

  /** Variants of one text. */
  augment(request: AugmentRequest, settings: CallSettings = {}): Promise<AugmentResponse__Output> {
    return settle(settings, (options, done) => this.raw.augment(request, options, done));
  }

  /** Each order and its variants, as they come. There is no deadline unless `timeoutMs` is given. */
  augmentDataset(
    requests: Iterable<AugmentDatasetRequest> | AsyncIterable<AugmentDatasetRequest>,
    settings: CallSettings = {},
  ): AsyncGenerator<AugmentDatasetResponse__Output, void, undefined> {
    return readAnswers(this.raw.augmentDataset(callOptions(settings)), settings, requests);
  }

  /** Closes the channel. Safe to call twice. */
  close(): void {
    this.raw.close();
  }
}
