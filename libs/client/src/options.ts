import { credentials, type ChannelCredentials, type ClientOptions } from '@grpc/grpc-js';
import { secureChannel } from '@ordena/contracts';

import { checkTimeout } from './calls.js';
import { invalidOption } from './errors.js';
import { checkRetry, type RetryPolicy } from './retry.js';

/** Services that may have an address of their own. */
export const SEPARATE_SERVICES = ['augmentation', 'tokenization', 'training'] as const;

export type SeparateService = (typeof SEPARATE_SERVICES)[number];

/** TLS, all in PEM. */
export interface TlsOptions {
  /** Certificates of the servers' authority. Default: those that Node knows. */
  ca?: string | Uint8Array;
  /** Our certificate, for servers that ask for one, and its key: both or neither. */
  cert?: string | Uint8Array;
  key?: string | Uint8Array;
  /** The name that the server's certificate must bear. Default: the target's host. */
  serverName?: string;
}

/** How to connect. */
export interface OrdenaClientOptions {
  /** `host:port`, or another gRPC name: `dns:///ordena:50051` spreads calls over all its addresses. */
  target: string;
  /** Services that run elsewhere, each with its target. Default: all at `target`. */
  services?: Partial<Record<SeparateService, string>>;
  /** Default: no TLS, right for loopback only. `{}`: TLS with the authorities that Node knows. */
  tls?: TlsOptions;
  /** Bearer token, or what gives it, asked at each call, so that it may change. Needs `tls`. Default: none. */
  token?: string | (() => string | Promise<string>);
  /** Deadline of a call with one answer, in milliseconds, all attempts together. Default 60000. */
  timeoutMs?: number;
  /** What differs from the policy of @see RetryPolicy; `false`: each call is made once. */
  retry?: Partial<RetryPolicy> | false;
  /** Metadata of every call, asked at each: `traceparent` of the current span, for one. Default: none. */
  headers?: () => Readonly<Record<string, string>>;
  /** Channel options of grpc-js, which go before the client's own. Default: none. */
  channelOptions?: ClientOptions;
}

/** Checked options. */
export interface Connection {
  readonly channel: ChannelCredentials;
  readonly channelOptions: ClientOptions;
  readonly retry: RetryPolicy;
  readonly timeoutMs: number;
  readonly headers: () => Readonly<Record<string, string>>;
  /** The target of a service. */
  target(service?: SeparateService): string;
}

const DEFAULT_TIMEOUT_MS = 60_000;

/** A batch of 1024 answers with their evidence is larger than the 4 MiB of gRPC. */
const MAX_ANSWER_BYTES = 64 << 20;

/** One address: no change. Several (a name with many, replicas): each gets its share. */
const ROUND_ROBIN = JSON.stringify({ loadBalancingConfig: [{ round_robin: {} }] });

/** @throws OrdenaCallError `OPTION_INVALID` that names the option. */
export function checkOptions(options: OrdenaClientOptions): Connection {
  const { target, services = {}, tls, token, retry = {}, headers = () => ({}) } = options;
  const { timeoutMs = DEFAULT_TIMEOUT_MS, channelOptions = {} } = options;
  if (target === '') throw invalidOption('target', 'is empty');
  checkTimeout(timeoutMs);
  if (tls === undefined && token !== undefined)
    throw invalidOption('token', 'needs tls: without it whoever listens can read the token');
  const serverName = tls?.serverName === undefined ? {} : { 'grpc.ssl_target_name_override': tls.serverName };
  return {
    channel: tls === undefined ? credentials.createInsecure() : secured(tls, token),
    channelOptions: {
      'grpc.max_receive_message_length': MAX_ANSWER_BYTES,
      'grpc.service_config': ROUND_ROBIN,
      ...serverName,
      ...channelOptions,
    },
    retry: checkRetry(retry === false ? { attempts: 1 } : retry),
    timeoutMs,
    headers,
    target: (service) => (service === undefined ? target : (services[service] ?? target)),
  };
}

function secured({ ca, cert, key }: TlsOptions, token: OrdenaClientOptions['token']): ChannelCredentials {
  if ((cert === undefined) !== (key === undefined))
    throw invalidOption(
      cert === undefined ? 'tls.cert' : 'tls.key',
      'is not set: cert and key need each other',
    );
  const bytes = (pem: string | Uint8Array | undefined): Buffer | undefined =>
    pem === undefined ? undefined : Buffer.from(pem);
  const ask = typeof token === 'string' ? () => token : token;
  try {
    return secureChannel({
      ca: bytes(ca),
      cert: bytes(cert),
      key: bytes(key),
      token: ask && (async () => checkToken(await ask())),
    });
  } catch (error) {
    throw invalidOption(
      'tls',
      'cannot be used: certificate, key or authority is no PEM, or they do not fit',
      error,
    );
  }
}

function checkToken(token: string): string {
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw invalidOption('token', 'is no token');
}
