import { wandb } from '@wandb/sdk';
import { parentPort, workerData } from 'node:worker_threads';
import { flattenConfig } from '../tracker.js';
import type { FromWandb, ToWandb, WandbTask } from './wandb-protocol.js';

/** The script of the thread that W&B's client lives in. */
async function main(): Promise<void> {
  const task = workerData as WandbTask;
  const say = (message: FromWandb): void => parentPort?.postMessage(message);
  const run = await wandb.init({
    project: task.run.project,
    name: task.run.name,
    // W&B shows an entry of a run's configuration by its `value`.
    config: Object.fromEntries(
      Object.entries(flattenConfig(task.run.config)).map(([key, value]) => [key, { value }]),
    ),
    ...(task.entity === undefined ? {} : { entity: task.entity }),
    settings: {
      apiKey: task.apiKey,
      baseUrl: task.baseUrl ?? 'https://api.wandb.ai',
      silent: true,
    },
  });
  parentPort?.on('message', (message: ToWandb) => {
    if (message.kind === 'metrics') return run.log({ ...message.metrics }, message.step);
    run.finish(message.exitCode).then(
      () => say({ kind: 'finished' }),
      (error: unknown) => say({ kind: 'failed', message: String(error) }),
    );
  });
  say({ kind: 'started', url: run.url(), runId: run.id });
}

main().catch((error: unknown) => {
  parentPort?.postMessage({ kind: 'failed', message: String(error) } satisfies FromWandb);
});
