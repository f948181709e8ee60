import { once } from 'node:events';

import { ApiException, BatchV1Api, Watch, type KubeConfig, type V1Job } from '@kubernetes/client-node';

/** What is asked of a cluster. */
export interface JobApi {
  /** Makes a Job. @returns false when there is one of that name. */
  create(job: V1Job): Promise<boolean>;
  /** undefined when there is none. */
  read(name: string): Promise<V1Job | undefined>;
  /** Takes it away, and its pod at once. One that is not there is no failure. */
  remove(name: string): Promise<void>;
  /** Resolves when a Job is no longer as it was read, when the cluster ends the watch, or when the signal aborts. */
  changed(job: V1Job, signal: AbortSignal): Promise<void>;
}

/** How long one watch lasts at most, in seconds: also what was missed is then seen. */
const WATCH_S = 60;

/** The Jobs of a namespace. */
export function jobApi(config: KubeConfig, namespace: string): JobApi {
  const api = config.makeApiClient(BatchV1Api);
  const watch = new Watch(config);
  return {
    create: async (body) =>
      (await unless(409, () => api.createNamespacedJob({ namespace, body }))) !== undefined,
    read: (name) => unless(404, () => api.readNamespacedJob({ namespace, name })),
    remove: async (name) => {
      await unless(404, () =>
        api.deleteNamespacedJob({ namespace, name, propagationPolicy: 'Foreground', gracePeriodSeconds: 0 }),
      );
    },
    changed: async ({ metadata }, signal) => {
      if (signal.aborted) return;
      const path = `/apis/batch/v1/namespaces/${namespace}/jobs`;
      const fieldSelector = `metadata.name=${metadata?.name ?? ''}`;
      const over = new AbortController();
      const finish = (): void => {
        over.abort();
      };
      const seen = (phase: string, job?: V1Job): void => {
        // The first one says how it is, which the caller may know.
        if (phase === 'DELETED' || job?.metadata?.resourceVersion !== metadata?.resourceVersion) finish();
      };
      signal.addEventListener('abort', finish, { once: true });
      try {
        const request = await watch.watch(path, { fieldSelector, timeoutSeconds: WATCH_S }, seen, finish);
        if (!over.signal.aborted) await once(over.signal, 'abort');
        request.abort();
      } finally {
        signal.removeEventListener('abort', finish);
      }
    },
  };
}

/** Whether a cluster said no, for good: not that it is away or busy. */
export function isRefusal(error: unknown): boolean {
  return error instanceof ApiException && error.code >= 400 && error.code < 500 && error.code !== 429;
}

async function unless<T>(code: number, ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ApiException && error.code === code) return undefined;
    throw error;
  }
}
