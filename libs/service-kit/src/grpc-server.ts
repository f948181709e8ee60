import {
  Server,
  type ServerCredentials,
  type ServerInterceptor,
  type ServiceDefinition,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { ReflectionService } from '@grpc/reflection';
import { HealthImplementation, protoPath as healthProto } from 'grpc-health-check';
import { loadReflectionDefinition } from '@ordena/contracts';

import { requireAuth } from './auth/require-auth.js';
import { ServiceError } from './errors.js';
import { observeCalls } from './observe-calls.js';
import type { Logger } from './logger.js';
import { authenticatorOf, checkExposure, type Security } from './security.js';
import { serverCredentials } from './server-credentials.js';

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
  /** TLS and who may call. Default: neither, which is refused on an address other machines can reach. */
  security?: Security;
}

/** The name under which health says whether all services can answer; `''` says only that the process lives. */
const READY = 'ready';

const DEFAULT_SHUTDOWN_MS = 10_000;
const DEFAULT_MAX_MESSAGE_BYTES = 4 * 1024 * 1024;

/** Finds dead connections, and lets clients look for dead servers at most this often, in milliseconds. */
const KEEPALIVE = {
  'grpc.keepalive_time_ms': 60_000,
  'grpc.keepalive_timeout_ms': 20_000,
};

/** A gRPC server with the standard health and reflection services beside its own. */
export class GrpcServer {
  #closing: Promise<void> | undefined;

  private constructor(
    private readonly server: Server,
    private readonly health: HealthImplementation,
    private readonly options: GrpcServerOptions,
    private readonly notServing: Set<string>,
    /** The port it listens on. */
    readonly port: number,
  ) {}

  /**
   * Starts listening. All services are SERVING when this resolves. Health answers anybody; whatever else there is,
   * reflection too, only those that `security` lets in.
   *
   * @throws ServiceError `ADDRESS_UNAVAILABLE` when the address cannot be bound; `CONFIG_INVALID` when a file of
   * `security` is at fault, or when the address can be reached from other machines without TLS or without
   * authentication.
   */
  static async start(options: GrpcServerOptions): Promise<GrpcServer> {
    const limit = options.maxMessageBytes ?? DEFAULT_MAX_MESSAGE_BYTES;
    const security = options.security ?? {};
    checkExposure(options.address, security);
    const credentials = serverCredentials(security.tls);
    const authenticator = await authenticatorOf(security);
    const interceptors: ServerInterceptor[] = [observeCalls(options.logger)];
    if (authenticator !== undefined) interceptors.push(requireAuth(authenticator));
    const server = new Server({
      interceptors,
      'grpc.max_receive_message_length': limit,
      'grpc.max_send_message_length': limit,
      ...KEEPALIVE,
    });
    for (const { definition, handlers } of options.services) server.addService(definition, handlers);
    const names = options.services.map(({ name }) => name);
    const health = new HealthImplementation(
      Object.fromEntries(['', READY, ...names].map((name) => [name, 'SERVING' as const])),
    );
    health.addToServer(server);
    const shown = loadReflectionDefinition([healthProto]);
    new ReflectionService(shown, { services: [...names, 'grpc.health.v1.Health'] }).addToServer(server);
    const port = await bind(server, options.address, credentials);
    options.logger.info({ address: options.address, port, services: names }, 'listening');
    return new GrpcServer(server, health, options, new Set(), port);
  }

  /**
   * Tells health whether a service can answer just now. All can from the start; none can once the server closes.
   *
   * @param service its full name.
   */
  setServing(service: string, isServing: boolean): void {
    if (this.#closing !== undefined) return;
    if (isServing) this.notServing.delete(service);
    else this.notServing.add(service);
    this.health.setStatus(service, isServing ? 'SERVING' : 'NOT_SERVING');
    this.health.setStatus(READY, this.notServing.size === 0 ? 'SERVING' : 'NOT_SERVING');
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
    for (const name of ['', READY, ...this.options.services.map((service) => service.name)]) {
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

function bind(server: Server, address: string, credentials: ServerCredentials): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(address, credentials, (error, port) => {
      if (error === null) resolve(port);
      else {
        const message = `cannot listen on ${address}: ${error.message}; set ORDENA_ADDR to a free host:port`;
        reject(new ServiceError('ADDRESS_UNAVAILABLE', message, { cause: error, field: 'ORDENA_ADDR' }));
      }
    });
  });
}
