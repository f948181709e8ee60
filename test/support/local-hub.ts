import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface LocalHub {
  readonly url: string;
  /** Files of the model, by name; may be changed while the hub runs. */
  readonly files: Map<string, Buffer>;
  /** Byte ranges that were asked for, as `name first-last`. */
  readonly ranges: string[];
  /** The next so many downloads break off after so many bytes. */
  breakOff: { times: number; after: number };
  close(): Promise<void>;
}

/** Larger files are kept by SHA-256, as on the hub (LFS); smaller ones by git's own hash. */
const LARGE = 1000;

/**
 * A hub with one model, `team/tiny`, on this machine: the routes of huggingface.co that its client uses.
 *
 * @param token when given, calls without it are refused.
 */
export async function startLocalHub(token?: string): Promise<LocalHub> {
  const files = new Map<string, Buffer>();
  const ranges: string[] = [];
  const hub = { files, ranges, breakOff: { times: 0, after: 0 } };

  const list = (response: ServerResponse): void => {
    const entries = [...files].map(([path, bytes]) => {
      const oid = createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const lfs = { oid: sha256, size: bytes.length, pointerSize: 130 };
      const large = bytes.length > LARGE;
      return { type: 'file', path, size: bytes.length, oid, ...(large ? { lfs } : {}) };
    });
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(entries));
  };

  const download = (name: string, request: IncomingMessage, response: ServerResponse): void => {
    const bytes = files.get(name);
    if (!bytes) {
      response.writeHead(404, { 'x-error-code': 'EntryNotFound' }).end();
      return;
    }
    const [, first = '0', last = ''] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
    const from = Number(first);
    const to = last === '' ? bytes.length - 1 : Math.min(Number(last), bytes.length - 1);
    const part = bytes.subarray(from, to + 1);
    response.writeHead(206, {
      etag: `"${bytes.length}"`,
      'content-range': `bytes ${from}-${to}/${bytes.length}`,
      'content-length': part.length,
    });
    if (to > 0) ranges.push(`${name} ${from}-${to}`);
    if (hub.breakOff.times > 0 && part.length > hub.breakOff.after) {
      hub.breakOff.times--;
      response.write(part.subarray(0, hub.breakOff.after), () => setTimeout(() => response.destroy(), 50));
    } else response.end(part);
  };

  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '', 'http://hub').pathname);
    if (token !== undefined && request.headers.authorization !== `Bearer ${token}`) {
      response.writeHead(401).end();
    } else if (path.startsWith('/api/models/team/tiny/tree/main')) list(response);
    else if (path.startsWith('/team/tiny/resolve/main/')) {
      download(path.slice('/team/tiny/resolve/main/'.length), request, response);
    } else response.writeHead(404).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return Object.assign(hub, {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  });
}
