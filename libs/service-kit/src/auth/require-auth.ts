import {
  ServerInterceptingCall,
  ServerListenerBuilder,
  type Metadata,
  type ServerInterceptor,
} from '@grpc/grpc-js';
import { toGrpcStatus } from '@ordena/contracts';

import { toStatusDetails } from '../error-table.js';
import type { Authenticator, Caller } from './authenticator.js';

/** What anybody may ask: a probe has no token. */
const OPEN = '/grpc.health.v1.Health/';

/** Lets only those calls through that an authenticator knows the caller of. */
export function requireAuth(authenticate: Authenticator): ServerInterceptor {
  return (method, call) => {
    if (method.path.startsWith(OPEN)) return new ServerInterceptingCall(call);
    const listener = new ServerListenerBuilder()
      .withOnReceiveMetadata((metadata, next) => {
        const decide = async (): Promise<void> => {
          try {
            await authenticate(callerOf(metadata, call.getAuthContext().sslPeerCertificate?.subject.CN));
          } catch (error) {
            const details = toStatusDetails(error);
            call.sendStatus({ ...toGrpcStatus(details), code: details.code, details: details.message });
            return;
          }
          next(metadata);
        };
        void decide();
      })
      .build();
    return new ServerInterceptingCall(call, {
      start: (next) => {
        next(listener);
      },
    });
  };
}

function callerOf(metadata: Metadata, commonName: string | string[] | undefined): Caller {
  const header = String(metadata.get('authorization')[0] ?? '');
  const token = /^Bearer (\S+)$/i.exec(header)?.[1];
  const certificate = Array.isArray(commonName) ? commonName[0] : commonName;
  return {
    ...(token === undefined ? {} : { token }),
    ...(certificate === undefined ? {} : { certificate }),
  };
}
