import { basename, extname } from 'node:path';

import { watch, type FSWatcher } from 'chokidar';

/**
 * Hands over each file of a folder that is there or comes, once it is whole. Hidden files are those that somebody still
 * writes aside: they are passed over.
 *
 * @param extensions of the files that are taken, with their dots, in lower case.
 * @param onFault told of what the watcher or `take` fails with.
 */
export function watchFolder(
  dir: string,
  extensions: readonly string[],
  onFault: (message: string) => void,
  take: (path: string) => Promise<void>,
): FSWatcher {
  const watcher = watch(dir, {
    depth: 0,
    ignored: (path, stats) =>
      stats?.isFile() === true &&
      (basename(path).startsWith('.') || !extensions.includes(extname(path).toLowerCase())),
    awaitWriteFinish: { stabilityThreshold: 300, pollInterval: 50 },
  });
  const fault = (error: unknown): void => {
    onFault(String(error));
  };
  return watcher
    .on('add', (path) => {
      take(path).catch(fault);
    })
    .on('error', fault);
}
