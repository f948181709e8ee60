import {
  Server,
  ServerCredentials,
  type ServiceDefinition,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { ReflectionService } from '@grpc/reflection';
import { HealthImplementation, protoPath as healthProto } from 'grpc-health-check';
import { loadReflectionDefinition } from '@ordena/contracts';

import { ServiceError } from './errors.js';
import type { Logger } from './logger.js';

/** One service to be served. */
export interface ServedService {
  /** Full name (`ordena.v1.CanonicalizationService`). */
  name: string;
  definition: ServiceDefinition;
  handlers: UntypedServiceImplementation;
}

/** How a server is started. */
export interface GrpcServerOptions {
  /** host:port; port 0 lets the system choose. */
  address: string;
  services: readonly ServedService[];
  logger: Logger;
  /** How long running calls may take to finish at `close`, in milliseconds. Default 10000. */
  shutdownMs?: number;
  /** Largest message taken, in bytes. Default 4 MiB: beyond it gRPC itself answers RESOURCE_EXHAUSTED. */
  maxMessageBytes?: number;
}

const DEFAULT_SHUTDOWN_MS = 10_000;
const DEFAULT_MAX_MESSAGE_BYTES = 4 * 1024 * 1024;

/** A gRPC server with the standard health and reflection services beside its own. */
export class GrpcServer {
  #closing: Promise<void> | undefined;

  private constructor(
    private readonly server: Server,
    private readonly health: HealthImplementation,
    private readonly options: GrpcServerOptions,
    /** The port it listens on. */
    readonly port: number,
  ) {}

  /**
   * Starts listening. All services are SERVING when this resolves.
   *
   * @throws ServiceError `ADDRESS_UNAVAILABLE` when the address cannot be bound.
   */
  static async start(options: GrpcServerOptions): Promise<GrpcServer> {
    const limit = options.maxMessageBytes ?? DEFAULT_MAX_MESSAGE_BYTES;
    const server = new Server({
      'grpc.max_receive_message_length': limit,
      'grpc.max_send_message_length': limit,
    });
    for (const { definition, handlers } of options.services) server.addService(definition, handlers);
    const names = options.services.map(({ name }) => name);
    const health = new HealthImplementation(
      Object.fromEntries(['', ...names].map((name) => [name, 'SERVING' as const])),
    );
    health.addToServer(server);
    const shown = loadReflectionDefinition([healthProto]);
    new ReflectionService(shown, { services: [...names, 'grpc.health.v1.Health'] }).addToServer(server);
    const port = await bind(server, options.address);
    options.logger.info({ address: options.address, port, services: names }, 'listening');
    return new GrpcServer(server, health, options, port);
  }

  /**
   * Tells health whether a service can answer just now. All can from the start; none can once the server closes.
   *
   * @param service its full name.
   */
  setServing(service: string, isServing: boolean): void {
    if (this.#closing === undefined) this.health.setStatus(service, isServing ? 'SERVING' : 'NOT_SERVING');
  }

  /**
   * Stops: health says NOT_SERVING, new calls are refused, running ones may finish within `shutdownMs`, then the rest
   * are cut off. Safe to call twice; both calls wait for the same end.
   */
  close(): Promise<void> {
    this.#closing ??= this.#shutDown();
    return this.#closing;
  }

  async #shutDown(): Promise<void> {
    for (const name of ['', ...this.options.services.map((service) => service.name)]) {
      this.health.setStatus(name, 'NOT_SERVING');
    }
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        this.options.logger.warn('calls were still running at the end of the grace period: cutting them off');
        this.server.forceShutdown();
        resolve();
      }, this.options.shutdownMs ?? DEFAULT_SHUTDOWN_MS);
      this.server.tryShutdown(() => {
        clearTimeout(timer);
        resolve();
      });
    });
    this.options.logger.info('stopped');
  }
}

function bind(server: Server, address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(address, ServerCredentials.createInsecure(), (error, port) => {
      if (error === null) resolve(port);
      else {
        const message = `cannot listen on ${address}: ${error.message}; set ORDENA_ADDR to a free host:port`;
        reject(new ServiceError('ADDRESS_UNAVAILABLE', message, { cause: error, field: 'ORDENA_ADDR' }));
      }
    });
  });
}
