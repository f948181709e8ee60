import { credentials, Metadata, type ChannelCredentials } from '@grpc/grpc-js';

/** How a channel over TLS is secured. */
export interface SecureChannel {
  /** Certificates of the servers' authority (PEM). Default: those that Node knows. */
  ca?: Buffer | undefined;
  /** Our certificate (PEM), for servers that ask for one, and its key. */
  cert?: Buffer | undefined;
  key?: Buffer | undefined;
  /** The bearer token that goes along with each call, asked for at each. Not set: none. */
  token?: (() => string | Promise<string>) | undefined;
}

/**
 * TLS, with a client certificate and a token where they are given.
 *
 * @throws Error of Node's TLS when certificate, key or authority cannot be used.
 */
export function secureChannel({ ca, cert, key, token }: SecureChannel): ChannelCredentials {
  const channel = credentials.createSsl(ca, key, cert);
  if (token === undefined) return channel;
  const bearer = credentials.createFromMetadataGenerator((_, done) => {
    Promise.resolve()
      .then(token)
      .then(
        (value) => {
          const metadata = new Metadata();
          metadata.set('authorization', `Bearer ${value}`);
          done(null, metadata);
        },
        (error: unknown) => {
          done(error instanceof Error ? error : new Error(String(error)));
        },
      );
  });
  return credentials.combineChannelCredentials(channel, bearer);
}
