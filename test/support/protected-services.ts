import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import {
  AUGMENTATION_SERVICE,
  CANONICALIZATION_SERVICE,
  loadReflectionDefinition,
  MODEL_SERVICE,
  TOKENIZATION_SERVICE,
  TRAINING_SERVICE,
} from '@ordena/contracts';
import { augmentationConfigSchema, augmentationService } from '@ordena/service-augmentation';
import { inferenceConfigSchema, openInference } from '@ordena/service-inference';
import {
  createLogger,
  readConfig,
  startService,
  type Logger,
  type RunningService,
} from '@ordena/service-kit';
import { openTokenization, tokenizationConfigSchema } from '@ordena/service-tokenization';
import { coordinatorConfigSchema, openTrainingService } from '@ordena/service-training-coordinator';

import { ownFolders } from './run-ordena.js';
import { tinyModelFolder } from './tiny-model.js';

type Environment = Readonly<Record<string, string>>;
type Starter = (env: Environment, logger: Logger) => Promise<RunningService>;

/** A process with services of ours: their full names, and how it starts. */
export interface Process {
  readonly name: string;
  readonly services: readonly string[];
  /** Starts it on a free port of the loopback, with a small model, and with what it keeps in `folder`. */
  start(folder: string, env?: Environment): Promise<RunningService>;
}

/** Every process that serves gRPC. */
export const PROCESSES: readonly Process[] = [
  process('augmentation', [AUGMENTATION_SERVICE], (env, logger) => {
    const open = () => ({ services: [augmentationService(logger)] });
    return startService('augmentation', readConfig(augmentationConfigSchema, env), open, logger);
  }),
  process('tokenization', [TOKENIZATION_SERVICE], (env, logger) => {
    const config = readConfig(tokenizationConfigSchema, env);
    const open = async () => ({ services: [await openTokenization(config, logger)] });
    return startService('tokenization', config, open, logger);
  }),
  process('training-coordinator', [TRAINING_SERVICE], (env, logger) => {
    const config = readConfig(coordinatorConfigSchema, env);
    return startService('training-coordinator', config, () => openTrainingService(config, logger), logger);
  }),
  process('inference', [CANONICALIZATION_SERVICE, MODEL_SERVICE], (env, logger) => {
    const config = readConfig(inferenceConfigSchema, env);
    return startService('inference', config, () => openInference(config, logger), logger);
  }),
];

function process(name: string, services: readonly string[], start: Starter): Process {
  return {
    name,
    services,
    start: async (folder, env = {}) => {
      const own = join(folder, name);
      await mkdir(join(own, 'store'), { recursive: true });
      const given = { ...ownFolders(own), ORDENA_MODEL: await tinyModelFolder(), ORDENA_THREADS: '1' };
      return start({ ORDENA_ADDR: '127.0.0.1:0', ...given, ...env }, createLogger('test', 'silent'));
    },
  };
}

/** The methods of each service of proto/, as paths: `/package.Service/Method`. */
export function methodsByService(): ReadonlyMap<string, readonly string[]> {
  const entries = Object.entries(loadReflectionDefinition()).map(([name, entry]): [string, string[]] => [
    name,
    Object.values(entry)
      .map((method: unknown) => (hasPath(method) ? method.path : ''))
      .filter((path) => path.startsWith(`/${name}/`)),
  ]);
  return new Map(entries.filter(([, paths]) => paths.length > 0));
}

function hasPath(method: unknown): method is { path: string } {
  return typeof method === 'object' && method !== null && 'path' in method && typeof method.path === 'string';
}
