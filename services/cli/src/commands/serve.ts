import type { ExecutionProvider } from '@ordena/inference';
import { Option, type Command } from 'commander';

import { resolveModel } from '../model-choice.js';
import { providerOption, wholeNumber } from '../options.js';

interface Options {
  addr?: string;
  model?: string;
  threads?: number;
  provider?: ExecutionProvider;
  only?: ServiceName;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Each service as a process of its own. */
const SERVICES = {
  augmentation: async (env: Environment) =>
    (await import('@ordena/service-augmentation')).runAugmentationService(env),
  tokenization: async (env: Environment) =>
    (await import('@ordena/service-tokenization')).runTokenizationService(env),
  'training-coordinator': async (env: Environment) =>
    (await import('@ordena/service-training-coordinator')).runTrainingCoordinator(env),
  inference: async (env: Environment) => (await import('@ordena/service-inference')).runInferenceService(env),
} as const;

type ServiceName = keyof typeof SERVICES;

/** `ordena serve`: all services in one process, or one of them, until a signal stops it. */
export function addServe(program: Command): void {
  program
    .command('serve')
    .description('serve over gRPC until stopped')
    .option('--addr <host:port>', 'where to listen (ORDENA_ADDR; by default 127.0.0.1:50051)')
    .option('-m, --model <model>', 'a model by name or folder (ORDENA_MODEL)')
    .option('--threads <n>', 'threads of one model step (ORDENA_THREADS)', wholeNumber(1, 256))
    .addOption(providerOption())
    .addOption(
      new Option('--only <service>', 'one service; by default all in one process').choices(
        Object.keys(SERVICES),
      ),
    )
    .action(async ({ addr, model, threads, provider, only }: Options) => {
      const { dir } = resolveModel(model);
      const env = {
        ...process.env,
        ORDENA_MODEL: dir,
        ...(addr === undefined ? {} : { ORDENA_ADDR: addr }),
        ...(provider === undefined ? {} : { ORDENA_PROVIDER: provider }),
        ...(threads === undefined ? {} : { ORDENA_THREADS: String(threads) }),
      };
      if (only === undefined) await (await import('../serve-all.js')).serveAll(env);
      else await SERVICES[only](env);
    });
}
