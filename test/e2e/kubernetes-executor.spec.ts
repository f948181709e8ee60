import { dirname } from 'node:path';

import { TrainingClient } from '@ordena/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { startKubeApiserver, type KubeApiserver } from '../support/kube-apiserver.js';
import { serve, type Served } from '../support/run-ordena.js';
import { kindOf, SHORT, trainingWorld, watchToEnd, type TrainingWorld } from '../support/training-world.js';

describe('runs as Kubernetes Jobs', () => {
  let world: TrainingWorld;
  let cluster: KubeApiserver;
  let env: Record<string, string>;
  let served: Served;

  beforeAll(async () => {
    world = await trainingWorld();
    const folder = dirname(world.dataset);
    cluster = await startKubeApiserver(folder);
    env = {
      ...world.env,
      KUBECONFIG: cluster.kubeconfig,
      ORDENA_EXECUTOR: 'kubernetes',
      ORDENA_K8S_IMAGE: 'registry.example/ordena:1',
      ORDENA_K8S_CLAIM: 'ordena-shared',
      ORDENA_K8S_MOUNT: folder,
      ORDENA_K8S_CPU: '2',
      ORDENA_K8S_MEMORY: '4Gi',
      ORDENA_K8S_ENV: 'TZ=UTC',
      ORDENA_K8S_RETRIES: '1',
    };
    served = await serve([], env);
  });

  afterAll(async () => {
    await served.stop();
    await cluster.close();
    await world.remove();
  });

  /** Starts a run, and waits for some steps of it. */
  async function startRun(runId: string, { epochs = 2, steps = 0 } = {}): Promise<void> {
    const training = new TrainingClient(served.address);
    const overrides = { ...SHORT, epochs };
    await training.startRun({
      dataset: { path: world.dataset },
      base: world.base,
      profile: 'full',
      overrides,
      runId,
    });
    if (steps > 0) {
      for await (const event of training.watchRun({ runId })) {
        if ((event.step?.step ?? 0) >= steps) break;
      }
    }
    training.close();
  }

  async function endOf(runId: string) {
    const events = await watchToEnd(served.address, runId);
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, i) => i + 1));
    const training = new TrainingClient(served.address);
    const { run } = await training.getRun(runId);
    training.close();
    return { events, run, last: events.at(-1) };
  }

  it('trains in a Job with its image, volume, resources and labels, and takes the Job away', async () => {
    await startRun('in-a-job');
    const { events, run } = await endOf('in-a-job');
    expect(run).toMatchObject({ state: 'RUN_STATE_SUCCEEDED', step: 12, alias: 'candidate' });
    const steps = events.flatMap(({ step }) => (step === undefined || step === null ? [] : [step.step]));
    expect(steps).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
    const job = cluster.made[0];
    expect(job?.metadata.labels).toMatchObject({ 'ordena.dev/run-id': 'in-a-job' });
    const [container] = job?.spec.template.spec.containers ?? [];
    expect(container).toMatchObject({
      image: 'registry.example/ordena:1',
      env: [{ name: 'TZ', value: 'UTC' }],
      resources: { limits: { cpu: '2', memory: '4Gi' } },
      volumeMounts: [{ mountPath: env['ORDENA_K8S_MOUNT'] }],
    });
    expect(job?.spec.template.spec.volumes).toEqual([
      { name: 'ordena', persistentVolumeClaim: { claimName: 'ordena-shared' } },
    ]);
    await expect.poll(() => cluster.jobs()).toEqual([]);
  });

  it.each(['SIGKILL', 'SIGTERM'])('finds the Job again after a restart (%s)', async (signal) => {
    const runId = `found-again-${signal}`;
    const before = cluster.made.length;
    await startRun(runId, { epochs: 3, steps: 2 });
    if (signal === 'SIGKILL') await served.kill();
    else await served.stop();
    const [name = ''] = cluster.jobs();
    expect(cluster.starts(name)).toBe(1);
    served = await serve([], env);
    const { events, run } = await endOf(runId);
    expect(run).toMatchObject({ state: 'RUN_STATE_SUCCEEDED', step: 18, attempts: 2 });
    const steps = events.flatMap(({ step }) => (step === undefined || step === null ? [] : [step.step]));
    expect(steps).toEqual(Array.from({ length: 18 }, (_, i) => i + 1));
    expect(cluster.made.length).toBe(before + 1);
  });

  it('deletes the Job of a run that is cancelled', async () => {
    await startRun('cancelled', { epochs: 500, steps: 1 });
    expect(cluster.jobs()).toHaveLength(1);
    const training = new TrainingClient(served.address);
    await training.cancelRun('cancelled');
    training.close();
    const { last } = await endOf('cancelled');
    expect(last?.failed).toMatchObject({ reason: 'CANCELLED' });
    await expect.poll(() => cluster.jobs()).toEqual([]);
  });

  it('goes on when a pod dies, and fails the run when too many do', async () => {
    await startRun('died-once', { epochs: 3, steps: 4 });
    const [name = ''] = cluster.jobs();
    cluster.killPod(name);
    expect((await endOf('died-once')).run).toMatchObject({ state: 'RUN_STATE_SUCCEEDED', step: 18 });

    await startRun('died-twice', { epochs: 500, steps: 1 });
    const [second = ''] = cluster.jobs();
    cluster.killPod(second);
    await expect.poll(() => cluster.starts(second)).toBe(2);
    cluster.killPod(second);
    const { last, run } = await endOf('died-twice');
    expect(run?.state).toBe('RUN_STATE_FAILED');
    expect(last?.failed).toMatchObject({ reason: 'TRAINER_DIED' });
    expect(last?.failed?.message).toContain('BackoffLimitExceeded');
  }, 60_000);

  it('fails a run whose Job the cluster does not take, and says why', async () => {
    const message = 'jobs.batch is forbidden: exceeded quota';
    cluster.refuse = { code: 403, reason: 'Forbidden', message };
    await startRun('refused');
    const { last } = await endOf('refused');
    cluster.refuse = undefined;
    expect(kindOf(last as never)).toBe('failed');
    expect(last?.failed).toMatchObject({ reason: 'CLUSTER_REFUSED' });
    expect(last?.failed?.message).toContain('exceeded quota');
  });
});
