import { relative, resolve } from 'node:path';

import { ServiceError } from '@ordena/service-kit';
import { z } from 'zod';

const quantity = z
  .string()
  .regex(/^\d+(\.\d+)?(m|[kMGT]i?)?$/, 'must be a Kubernetes quantity, like 4 or 8Gi');
const pairs = z
  .string()
  .regex(/^[^=,\s]+=[^=,\s]*(,[^=,\s]+=[^=,\s]*)*$/, 'must be NAME=VALUE,NAME=VALUE')
  .transform((text) =>
    Object.fromEntries(text.split(',').map((pair) => pair.split('=') as [string, string])),
  );

/** Environment variables of training runs as Kubernetes Jobs. */
export const kubernetesConfigShape = {
  /** Where trainers run: child processes of this service, or Kubernetes Jobs. */
  ORDENA_EXECUTOR: z.enum(['local', 'kubernetes']).default('local'),
  /** Image of the trainer: this service's own. Must be set for Jobs. */
  ORDENA_K8S_IMAGE: z.string().min(1).optional(),
  /** Claim of the volume that this service and the trainers share. Must be set for Jobs. */
  ORDENA_K8S_CLAIM: z.string().min(1).optional(),
  /** Where it is mounted, here and there. ORDENA_RUNS and ORDENA_STORE must lie in it. */
  ORDENA_K8S_MOUNT: z.string().startsWith('/').default('/var/lib/ordena'),
  /** Default: this service's own namespace. */
  ORDENA_K8S_NAMESPACE: z.string().min(1).optional(),
  /** CPUs and memory of a trainer, asked for and not exceeded. Not set: as the namespace says. */
  ORDENA_K8S_CPU: quantity.optional(),
  ORDENA_K8S_MEMORY: quantity.optional(),
  /** NVIDIA GPUs of a trainer. */
  ORDENA_K8S_GPUS: z.coerce.number().int().min(0).max(16).default(0),
  /** Its service account. The trainer itself asks nothing of the cluster. Default: the namespace's. */
  ORDENA_K8S_SERVICE_ACCOUNT: z.string().min(1).optional(),
  /** Labels of the nodes that it may run on: NAME=VALUE,NAME=VALUE. */
  ORDENA_K8S_NODE_SELECTOR: pairs.optional(),
  /** Further variables of the trainer: NAME=VALUE,NAME=VALUE. */
  ORDENA_K8S_ENV: pairs.optional(),
  /** How often a trainer that died is started again, from its checkpoint. */
  ORDENA_K8S_RETRIES: z.coerce.number().int().min(0).max(100).default(2),
};

type Config = z.infer<z.ZodObject<typeof kubernetesConfigShape>> & {
  readonly ORDENA_RUNS: string;
  readonly ORDENA_STORE: string;
};

/** What a Job is made with. */
export interface KubernetesSettings {
  readonly image: string;
  readonly claim: string;
  /** Where the claim is mounted. */
  readonly mount: string;
  readonly namespace?: string | undefined;
  readonly cpu?: string | undefined;
  readonly memory?: string | undefined;
  readonly gpus: number;
  readonly serviceAccount?: string | undefined;
  readonly nodeSelector?: Readonly<Record<string, string>> | undefined;
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly retries: number;
}

/** @throws ServiceError `CONFIG_INVALID` when something is missing, or a folder is one that trainers cannot see. */
export function kubernetesSettings(config: Config): KubernetesSettings {
  const { ORDENA_K8S_IMAGE: image, ORDENA_K8S_CLAIM: claim, ORDENA_K8S_MOUNT: mount } = config;
  if (image === undefined) throw invalid('ORDENA_K8S_IMAGE', 'is not set: the image of this service');
  if (claim === undefined) throw invalid('ORDENA_K8S_CLAIM', 'is not set: the claim of the shared volume');
  for (const name of ['ORDENA_RUNS', 'ORDENA_STORE'] as const) {
    const path = relative(mount, resolve(config[name]));
    if (path.startsWith('..'))
      throw invalid(name, `lies outside ${mount} (ORDENA_K8S_MOUNT): no Job sees it`);
  }
  return {
    image,
    claim,
    mount,
    namespace: config.ORDENA_K8S_NAMESPACE,
    cpu: config.ORDENA_K8S_CPU,
    memory: config.ORDENA_K8S_MEMORY,
    gpus: config.ORDENA_K8S_GPUS,
    serviceAccount: config.ORDENA_K8S_SERVICE_ACCOUNT,
    nodeSelector: config.ORDENA_K8S_NODE_SELECTOR,
    env: config.ORDENA_K8S_ENV,
    retries: config.ORDENA_K8S_RETRIES,
  };
}

function invalid(variable: string, what: string): ServiceError {
  const message = `configuration is invalid: ${variable} ${what} (ORDENA_EXECUTOR is kubernetes)`;
  return new ServiceError('CONFIG_INVALID', message, { field: variable });
}
