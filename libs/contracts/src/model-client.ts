import { credentials, type ChannelCredentials, type ClientOptions } from '@grpc/grpc-js';

import type { DeleteAliasRequest } from './generated/ordena/v1/DeleteAliasRequest.js';
import type { DeleteAliasResponse__Output } from './generated/ordena/v1/DeleteAliasResponse.js';
import type { GetTrafficResponse__Output } from './generated/ordena/v1/GetTrafficResponse.js';
import type { ListModelsResponse__Output } from './generated/ordena/v1/ListModelsResponse.js';
import type { LoadModelRequest } from './generated/ordena/v1/LoadModelRequest.js';
import type { LoadModelResponse__Output } from './generated/ordena/v1/LoadModelResponse.js';
import type { ModelServiceClient } from './generated/ordena/v1/ModelService.js';
import type { SetAliasRequest } from './generated/ordena/v1/SetAliasRequest.js';
import type { SetAliasResponse__Output } from './generated/ordena/v1/SetAliasResponse.js';
import type { SetTrafficRequest } from './generated/ordena/v1/SetTrafficRequest.js';
import type { SetTrafficResponse__Output } from './generated/ordena/v1/SetTrafficResponse.js';
import type { UnloadModelRequest } from './generated/ordena/v1/UnloadModelRequest.js';
import type { UnloadModelResponse__Output } from './generated/ordena/v1/UnloadModelResponse.js';
import { settle, type CallSettings } from './promise-call.js';
import { clients } from './service-definitions.js';

/** ModelService as promises. Failures are grpc-js `ServiceError`s: read them with `readStatusDetails`. */
export class ModelClient {
  private readonly raw: ModelServiceClient;

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
    this.raw = new (clients().ordena.v1.ModelService)(address, channel, options);
  }

  /** What there is, loaded or not. */
  listModels(settings: CallSettings = {}): Promise<ListModelsResponse__Output> {
    return settle(settings, (options, done) => this.raw.listModels({}, options, done));
  }

  /** Loads a version; the answer comes when it can serve. */
  loadModel(request: LoadModelRequest, settings: CallSettings = {}): Promise<LoadModelResponse__Output> {
    return settle(settings, (options, done) => this.raw.loadModel(request, options, done));
  }

  /** Loads a version and points an alias to it. */
  setAlias(request: SetAliasRequest, settings: CallSettings = {}): Promise<SetAliasResponse__Output> {
    return settle(settings, (options, done) => this.raw.setAlias(request, options, done));
  }

  /** Forgets an alias. */
  deleteAlias(
    request: DeleteAliasRequest,
    settings: CallSettings = {},
  ): Promise<DeleteAliasResponse__Output> {
    return settle(settings, (options, done) => this.raw.deleteAlias(request, options, done));
  }

  /** Unloads a version that no alias points to; the answer comes when its requests have ended. */
  unloadModel(
    request: UnloadModelRequest,
    settings: CallSettings = {},
  ): Promise<UnloadModelResponse__Output> {
    return settle(settings, (options, done) => this.raw.unloadModel(request, options, done));
  }

  /** Canary and shadow as they are, and how they agree with production. */
  getTraffic(settings: CallSettings = {}): Promise<GetTrafficResponse__Output> {
    return settle(settings, (options, done) => this.raw.getTraffic({}, options, done));
  }

  /** Sets canary and shadow. */
  setTraffic(request: SetTrafficRequest, settings: CallSettings = {}): Promise<SetTrafficResponse__Output> {
    return settle(settings, (options, done) => this.raw.setTraffic(request, options, done));
  }

  /** Closes the channel. Safe to call twice. */
  close(): void {
    this.raw.close();
  }
}
