import { openAll } from './closables.js';
import { serverSettings, type BaseConfig } from './config.js';
import { GrpcServer, type ServedService } from './grpc-server.js';
import { createLogger, type Logger } from './logger.js';
import { startMetricsServer } from './metrics-server.js';
import { untilSignal } from './run-until-signal.js';
import { checkExposure } from './security.js';
import { startTelemetry } from './telemetry.js';

/** Where a service says whether it can answer. */
export type Health = Pick<GrpcServer, 'setServing'>;

/** What a service adds to a server of its own. */
export interface ServiceParts {
  readonly services: readonly ServedService[];
  /** Called once the server listens. @param health takes which services can answer, as it changes. */
  started?(health: Health): void | Promise<void>;
  /** Aborts when the service may not go on: `runService` then stops it and throws the reason. */
  readonly lost?: AbortSignal;
  /** Called when the server has stopped. */
  close?(): Promise<void>;
}

/** A service that runs. */
export interface RunningService {
  /** The port gRPC listens on. */
  readonly port: number;
  /** The port of /metrics, when there is one. */
  readonly metricsPort: number | undefined;
  /** What its parts say: see {@link ServiceParts}. */
  readonly lost: AbortSignal | undefined;
  /** Stops taking calls, then what lies below. Safe to call twice. */
  close(): Promise<void>;
}

/**
 * Starts a service on a port of its own, with all that its configuration sets: TLS and who may call, message limits,
 * metrics, traces.
 *
 * @param name in logs and on spans.
 * @param open makes the handlers and what they need. Whatever fails afterwards, its `close` is called.
 * @param logger default: as the configuration says.
 * @throws what `open` and `started` throw; ServiceError `CONFIG_INVALID`, `ADDRESS_UNAVAILABLE`.
 */
export async function startService(
  name: string,
  config: BaseConfig,
  open: (logger: Logger) => ServiceParts | Promise<ServiceParts>,
  logger: Logger = createLogger(name, config.ORDENA_LOG_LEVEL),
): Promise<RunningService> {
  const settings = serverSettings(config);
  // Also looked at by the server, which is the last to start: what is refused anyway need not be opened.
  checkExposure(settings.address, settings.security ?? {});
  return openAll(async (closables) => {
    closables.add(startTelemetry(name, config.OTEL_EXPORTER_OTLP_ENDPOINT));
    const metrics = closables.add(await startMetricsServer(config.ORDENA_METRICS_ADDR));
    const parts = await open(logger);
    closables.add({ close: () => parts.close?.() ?? Promise.resolve() });
    const { services, lost } = parts;
    const server = closables.add(await GrpcServer.start({ ...settings, logger, services }));
    await parts.started?.(server);
    if (metrics.port !== undefined) logger.info({ metricsPort: metrics.port }, 'serving metrics');
    return { port: server.port, metricsPort: metrics.port, lost, close: () => closables.close() };
  });
}

/**
 * Runs a service until a signal stops it, or it may not go on: {@link startService}, then its end.
 *
 * @param stop stops it like a signal would.
 * @throws what {@link startService} throws; the reason of `lost`, once all is closed.
 */
export async function runService(
  name: string,
  config: BaseConfig,
  open: (logger: Logger) => ServiceParts | Promise<ServiceParts>,
  stop?: AbortSignal,
): Promise<void> {
  // Heard from the start on: a signal that comes before all is open ends the service once it is.
  const over = new AbortController();
  const asked = untilSignal(AbortSignal.any([over.signal, ...(stop === undefined ? [] : [stop])]));
  try {
    const service = await startService(name, config, open);
    const end = (): void => {
      over.abort();
    };
    service.lost?.addEventListener('abort', end);
    if (service.lost?.aborted === true) end();
    await asked;
    await service.close();
    service.lost?.throwIfAborted();
  } finally {
    over.abort();
  }
}
