import { Metadata, status, type ChannelCredentials, type ServiceError as GrpcError } from '@grpc/grpc-js';
import { CanonicalizationClient, readStatusDetails, type ReceivedResponse } from '@ordena/contracts';
import { injectTrace } from '@ordena/service-kit';

import type { RawOrder } from './read-record.js';

/** The engine had no answer: a gRPC status and what it said. */
export class ReadFailure extends Error {
  override readonly name = 'ReadFailure';

  constructor(
    readonly code: number,
    readonly reason: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

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

  read(
    { id, text, model, trace }: RawOrder,
    { signal, timeoutMs }: { signal: AbortSignal; timeoutMs: number },
  ): Promise<ReceivedResponse> {
    const metadata = new Metadata();
    // The span of this attempt; where no spans are made, the order's own trace goes through as it is.
    for (const [name, value] of Object.entries(injectTrace({ ...trace }))) metadata.set(name, value);
    const request = { text, requestId: id, ...(model === undefined ? {} : { model }) };
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(new ReadFailure(status.CANCELLED, '', 'stopped'));
        return;
      }
      const deadline = Date.now() + timeoutMs;
      const call = this.client.raw.canonicalize(request, metadata, { deadline }, (error, response) => {
        signal.removeEventListener('abort', cancel);
        if (error === null && response !== undefined) resolve(response);
        else reject(toFailure(error));
      });
      const cancel = (): void => {
        call.cancel();
      };
      signal.addEventListener('abort', cancel, { once: true });
    });
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

function toFailure(error: GrpcError | null): ReadFailure {
  if (error === null) return new ReadFailure(status.INTERNAL, '', 'the service sent no answer');
  const reason = readStatusDetails(error)?.reason ?? '';
  return new ReadFailure(error.code, reason, error.details || error.message, { cause: error });
}
