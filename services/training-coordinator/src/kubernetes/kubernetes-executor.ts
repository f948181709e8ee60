import { CoordinatorError } from '../errors.js';
import type { Executor, RunningJob, TrainingJob } from '../executor.js';
import { isRefusal } from './job-api.js';
import { jobName } from './job-manifest.js';
import { KubernetesJob } from './kubernetes-job.js';
import { refused, type KubernetesOptions } from './options.js';

const LOOK_MS = 500;
const GRACE_MS = 10_000;

/**
 * Trains in Kubernetes Jobs, one a run. Reports come through a file on the volume that both sides share, so a Job goes
 * on without this process and the next one finds all that it told meanwhile.
 */
export function kubernetesExecutor(options: KubernetesOptions): Executor {
  const { api, logger, lookMs = LOOK_MS, graceMs = GRACE_MS } = options;
  return {
    start: (job: TrainingJob): RunningJob => new KubernetesJob(job, { ...options, lookMs, graceMs }),
    remove: async (runId) => {
      try {
        await api.remove(jobName(runId));
      } catch (error) {
        if (isRefusal(error)) throw refused(`the Job of run ${runId} could not be deleted`, error);
        const message = `the Job of run ${runId} could not be deleted: the cluster cannot be reached`;
        logger.error({ run: runId, err: error }, message);
        throw new CoordinatorError('PEER_UNAVAILABLE', message, { cause: error });
      }
    },
  };
}
