import type { Logger } from '@ordena/service-kit';

import { CoordinatorError } from '../errors.js';
import type { JobApi } from './job-api.js';
import type { KubernetesSettings } from './settings.js';

/** What the executor works with. */
export interface KubernetesOptions {
  readonly api: JobApi;
  readonly settings: KubernetesSettings;
  readonly logger: Logger;
  /** How often reports and a cluster that is away are looked at, in milliseconds. Default 500. */
  readonly lookMs?: number;
  /** How long reports may take to be seen after a Job's end, in milliseconds. Default 10000. */
  readonly graceMs?: number;
}

/** A cluster's no, as ours. */
export function refused(what: string, cause: unknown): CoordinatorError {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new CoordinatorError('CLUSTER_REFUSED', `${what}: ${why}`, { cause });
}
