import type { Command } from 'commander';

import { resolveModel } from '../model-choice.js';
import { wholeNumber } from '../options.js';

interface Options {
  addr?: string;
  model?: string;
  threads?: number;
}

/** `ordena serve`: all services in one process, until a signal stops it. */
export function addServe(program: Command): void {
  program
    .command('serve')
    .description('serve over gRPC until stopped')
    .option('--addr <host:port>', 'where to listen (ORDENA_ADDR; by default 127.0.0.1:50051)')
    .option('-m, --model <model>', 'a model by name or folder (ORDENA_MODEL)')
    .option('--threads <n>', 'threads of one model step (ORDENA_THREADS)', wholeNumber(1, 256))
    .action(async ({ addr, model, threads }: Options) => {
      const { runInferenceService } = await import('@ordena/service-inference');
      const { dir } = resolveModel(model);
      await runInferenceService({
        ...process.env,
        ORDENA_MODEL: dir,
        ...(addr === undefined ? {} : { ORDENA_ADDR: addr }),
        ...(threads === undefined ? {} : { ORDENA_THREADS: String(threads) }),
      });
    });
}
