import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';

import type { V1Job } from '@kubernetes/client-node';

import type { TrainingJob } from '../executor.js';
import { jobFiles } from '../report-file.js';
import type { KubernetesSettings } from './settings.js';

/** Names the run of a Job and its pods; the whole id, which may be no label, is in the annotation of that name. */
export const RUN_ID = 'ordena.dev/run-id';

const LABEL = /^[a-zA-Z0-9]([-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?$/;
/** How long a Job that is over is kept when nobody took it away, in seconds. */
const KEPT_S = 86_400;
/** Same image, same place. */
const ENTRY = fileURLToPath(new URL('../train-job.js', import.meta.url));

/** One name for a run, however often it is begun: there is never a second trainer in its folder. */
export function jobName(runId: string): string {
  return `ordena-run-${createHash('sha256').update(runId).digest('hex').slice(0, 20)}`;
}

/** The Job of a run. */
export function jobManifest(job: TrainingJob, settings: KubernetesSettings): V1Job {
  const {
    image,
    claim,
    mount,
    cpu,
    memory,
    gpus,
    serviceAccount,
    nodeSelector,
    env = {},
    retries,
  } = settings;
  const name = jobName(job.runId);
  const labels = {
    'app.kubernetes.io/name': 'ordena',
    'app.kubernetes.io/component': 'trainer',
    [RUN_ID]: LABEL.test(job.runId) ? job.runId : name,
  };
  const annotations = { [RUN_ID]: job.runId };
  const limits = {
    ...(cpu === undefined ? {} : { cpu }),
    ...(memory === undefined ? {} : { memory }),
    ...(gpus === 0 ? {} : { 'nvidia.com/gpu': String(gpus) }),
  };
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, labels, annotations },
    spec: {
      backoffLimit: retries,
      // Not before the one before it is gone: two must not write into one folder.
      podReplacementPolicy: 'Failed',
      ttlSecondsAfterFinished: KEPT_S,
      template: {
        metadata: { labels, annotations },
        spec: {
          restartPolicy: 'Never',
          automountServiceAccountToken: false,
          ...(serviceAccount === undefined ? {} : { serviceAccountName: serviceAccount }),
          ...(nodeSelector === undefined ? {} : { nodeSelector: { ...nodeSelector } }),
          containers: [
            {
              name: 'trainer',
              image,
              command: ['node', ENTRY],
              args: [jobFiles(job).job],
              env: Object.entries(env).map(([key, value]) => ({ name: key, value })),
              resources: { requests: limits, limits },
              volumeMounts: [{ name: 'ordena', mountPath: mount }],
              terminationMessagePolicy: 'FallbackToLogsOnError',
              securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
            },
          ],
          volumes: [{ name: 'ordena', persistentVolumeClaim: { claimName: claim } }],
        },
      },
    },
  };
}

/** How a Job stands. */
export type JobState =
  | { readonly kind: 'open' }
  /** On its way out, at somebody's wish. */
  | { readonly kind: 'leaving' }
  | { readonly kind: 'ended'; readonly why: string };

/** What a Job's status says. */
export function jobState({ metadata, status }: V1Job): JobState {
  if (metadata?.deletionTimestamp !== undefined) return { kind: 'leaving' };
  const over = status?.conditions?.find(
    ({ type, status: holds }) => (type === 'Complete' || type === 'Failed') && holds === 'True',
  );
  if (over === undefined) return { kind: 'open' };
  const { type, reason = '', message = '' } = over;
  return { kind: 'ended', why: [type, reason, message].filter((part) => part !== '').join(': ') };
}
