import type { ChannelCredentials, ServiceError as GrpcError } from '@grpc/grpc-js';
import { CanonicalizationClient, readStatusDetails, type ReceivedResponse } from '@ordena/contracts';
import { injectTrace } from '@ordena/service-kit';

import { ReadFailure } from './errors.js';
import type { RawOrder } from './read-record.js';

/** What turns texts into orders. */
export interface OrderReader {
  /** @throws ReadFailure. */
  read(order: RawOrder, options: { signal: AbortSignal; timeoutMs: number }): Promise<ReceivedResponse>;
  /** Waits until the service can be asked again, as long as that takes. */
  ready(signal: AbortSignal): Promise<void>;
  /** May be called twice. */
  close(): void;
}

/** How often a wait looks whether it was stopped. */
const READY_MS = 1000;

/** The inference service as an {@link OrderReader}. The trace goes along as metadata. */
export class GrpcOrderReader implements OrderReader {
  private readonly client: CanonicalizationClient;

  /** @param channel how it is secured. Default: not at all, right for loopback only. */
  constructor(address: string, channel?: ChannelCredentials) {
    this.client = new CanonicalizationClient(address, channel);
  }

  async read(
    { id, text, model, trace }: RawOrder,
    settings: { signal: AbortSignal; timeoutMs: number },
  ): Promise<ReceivedResponse> {
    // The span of this attempt; where no spans are made, the order's own trace goes through as it is.
    const headers = injectTrace({ ...trace });
    const request = { text, requestId: id, ...(model === undefined ? {} : { model }) };
    try {
      return await this.client.canonicalize(request, { ...settings, headers });
    } catch (error) {
      throw toFailure(error as GrpcError);
    }
  }

  async ready(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const ready = await new Promise<boolean>((resolve) => {
        this.client.raw.waitForReady(Date.now() + READY_MS, (error) => {
          resolve(error === undefined);
        });
      });
      if (ready) return;
    }
  }

  close(): void {
    this.client.close();
  }
}

function toFailure(error: GrpcError): ReadFailure {
  const reason = readStatusDetails(error)?.reason ?? '';
  return new ReadFailure(error.code, reason, error.details || error.message, { cause: error });
}
