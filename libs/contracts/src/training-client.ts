import { credentials, type ChannelCredentials, type ClientOptions } from '@grpc/grpc-js';

import type { CancelRunResponse__Output } from './generated/ordena/v1/CancelRunResponse.js';
import type { GetRunResponse__Output } from './generated/ordena/v1/GetRunResponse.js';
import type { ListRunsRequest } from './generated/ordena/v1/ListRunsRequest.js';
import type { ListRunsResponse__Output } from './generated/ordena/v1/ListRunsResponse.js';
import type { StartRunRequest } from './generated/ordena/v1/StartRunRequest.js';
import type { StartRunResponse__Output } from './generated/ordena/v1/StartRunResponse.js';
import type { TrainingEvent__Output } from './generated/ordena/v1/TrainingEvent.js';
import type { TrainingServiceClient } from './generated/ordena/v1/TrainingService.js';
import type { UploadDatasetResponse__Output } from './generated/ordena/v1/UploadDatasetResponse.js';
import type { WatchRunRequest } from './generated/ordena/v1/WatchRunRequest.js';
import { callOptions, settle, type CallSettings } from './promise-call.js';
import { clients } from './service-definitions.js';
import { readAnswers, writeRequests } from './stream-call.js';

/** TrainingService as promises and streams. Failures are grpc-js `ServiceError`s. */
export class TrainingClient {
  /** The generated client. */
  readonly raw: TrainingServiceClient;

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
    this.raw = new (clients().ordena.v1.TrainingService)(address, channel, options);
  }

  /**
   * Sends a dataset.
   *
   * @param filename its ending says the format.
   * @param bytes the file, in parts of any size up to 1 MiB.
   */
  uploadDataset(
    filename: string,
    bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
    settings: CallSettings = {},
  ): Promise<UploadDatasetResponse__Output> {
    return settle(settings, (options, done) => {
      const call = this.raw.uploadDataset(options, done);
      writeRequests(call, uploadRequests(filename, bytes)).catch(() => {
        call.cancel();
      });
      return call;
    });
  }

  /** Puts a run in the queue. */
  startRun(request: StartRunRequest, settings: CallSettings = {}): Promise<StartRunResponse__Output> {
    return settle(settings, (options, done) => this.raw.startRun(request, options, done));
  }

  /** A run as it is now. */
  getRun(runId: string, settings: CallSettings = {}): Promise<GetRunResponse__Output> {
    return settle(settings, (options, done) => this.raw.getRun({ runId }, options, done));
  }

  /** Runs, the newest first. */
  listRuns(request: ListRunsRequest = {}, settings: CallSettings = {}): Promise<ListRunsResponse__Output> {
    return settle(settings, (options, done) => this.raw.listRuns(request, options, done));
  }

  /** Stops a run. */
  cancelRun(runId: string, settings: CallSettings = {}): Promise<CancelRunResponse__Output> {
    return settle(settings, (options, done) => this.raw.cancelRun({ runId }, options, done));
  }

  /** A run's events until it is over. There is no deadline unless `timeoutMs` is given. */
  watchRun(
    request: WatchRunRequest,
    settings: CallSettings = {},
  ): AsyncGenerator<TrainingEvent__Output, void, undefined> {
    return readAnswers(this.raw.watchRun(request, callOptions(settings)), settings);
  }

  /** Closes the channel. Safe to call twice. */
  close(): void {
    this.raw.close();
  }
}

async function* uploadRequests(filename: string, bytes: Iterable<Uint8Array> | AsyncIterable<Uint8Array>) {
  yield { filename };
  for await (const chunk of bytes) yield { chunk };
}
