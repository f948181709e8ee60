import {
  credentials,
  loadPackageDefinition,
  type CallOptions,
  type ChannelCredentials,
  type Client,
  type ClientOptions,
  type ClientUnaryCall,
  type requestCallback,
  type ServiceClientConstructor,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { protoPath } from 'grpc-health-check';

import { settle, type CallSettings } from './promise-call.js';

/** What the standard health service says of a service. */
export type ServingStatus = 'UNKNOWN' | 'SERVING' | 'NOT_SERVING' | 'SERVICE_UNKNOWN';

interface RawHealthClient extends Client {
  check(
    request: { service: string },
    options: CallOptions,
    done: requestCallback<{ status: ServingStatus }>,
  ): ClientUnaryCall;
}

let loaded: (new (...args: ConstructorParameters<ServiceClientConstructor>) => RawHealthClient) | undefined;

/** grpc.health.v1.Health as promises. Answers callers without a token too. */
export class HealthClient {
  private readonly raw: RawHealthClient;

  /**
   * @param address host:port.
   * @param channel how the channel is secured. Default: not at all, right for loopback only.
   * @param options of the channel.
   */
  constructor(
    address: string,
    channel: ChannelCredentials = credentials.createInsecure(),
    options: ClientOptions = {},
  ) {
    this.raw = new (healthClass())(address, channel, options);
  }

  /** @param service its full name; "": the server as a whole. NOT_FOUND: the server does not know it. */
  async check(service = '', settings: CallSettings = {}): Promise<ServingStatus> {
    const { status } = await settle<{ status: ServingStatus }>(settings, (options, done) =>
      this.raw.check({ service }, options, done),
    );
    return status;
  }

  /** Closes the channel. Safe to call twice. */
  close(): void {
    this.raw.close();
  }
}

function healthClass(): NonNullable<typeof loaded> {
  if (loaded === undefined) {
    const definition = loadSync(protoPath, { enums: String, defaults: true });
    const { grpc } = loadPackageDefinition(definition) as unknown as {
      grpc: { health: { v1: { Health: NonNullable<typeof loaded> } } };
    };
    loaded = grpc.health.v1.Health;
  }
  return loaded;
}
