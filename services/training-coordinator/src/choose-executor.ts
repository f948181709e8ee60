import { KubeConfig } from '@kubernetes/client-node';
import { ServiceError, type Logger } from '@ordena/service-kit';

import type { CoordinatorConfig } from './config.js';
import type { Executor } from './executor.js';
import { jobApi } from './kubernetes/job-api.js';
import { kubernetesExecutor } from './kubernetes/kubernetes-executor.js';
import { kubernetesSettings } from './kubernetes/settings.js';
import { localExecutor } from './local-executor.js';

/**
 * Where trainers run, by `ORDENA_EXECUTOR`. A cluster is found as kubectl finds it: `KUBECONFIG`, `~/.kube/config`, or
 * the service account of the pod.
 *
 * @throws ServiceError `CONFIG_INVALID`.
 */
export function chooseExecutor(config: CoordinatorConfig, logger: Logger): Executor {
  if (config.ORDENA_EXECUTOR === 'local') return localExecutor;
  const settings = kubernetesSettings(config);
  const cluster = new KubeConfig();
  try {
    cluster.loadFromDefault();
  } catch (cause) {
    throw new ServiceError('CONFIG_INVALID', 'configuration is invalid: no cluster is known', { cause });
  }
  const namespace =
    settings.namespace ?? cluster.getContextObject(cluster.getCurrentContext())?.namespace ?? 'default';
  return kubernetesExecutor({ api: jobApi(cluster, namespace), settings, logger });
}
