import { homedir } from 'node:os';
import { join } from 'node:path';

import { kafkaConfigShape } from '@ordena/events';
import { modelStoreDir } from '@ordena/model';
import { baseConfigShape, clientConfigShape } from '@ordena/service-kit';
import { z } from 'zod';

import { kubernetesConfigShape } from './kubernetes/settings.js';

const home = (...parts: string[]): string => join(homedir(), '.ordena', ...parts);
const address = z.string().regex(/^\S+:\d{1,5}$/, 'must be host:port');

/** The environment of the training coordinator. */
export const coordinatorConfigSchema = z.object({
  ...baseConfigShape,
  ...clientConfigShape,
  ...kafkaConfigShape,
  ...kubernetesConfigShape,
  /** A Postgres server. Not set: the embedded database. */
  DATABASE_URL: z.string().optional(),
  /** Folder of the embedded database. */
  ORDENA_STATE: z.string().default(() => home('state')),
  /** How long the start waits for another coordinator of the same database to end, in milliseconds. */
  ORDENA_CLAIM_WAIT_MS: z.coerce.number().int().min(0).max(3_600_000).default(5_000),
  /** Folder of the runs' files and of uploads. */
  ORDENA_RUNS: z.string().default(() => home('runs')),
  /** Folder that datasets given by path must lie in. Not set: any path that the service can read. */
  ORDENA_DATASETS: z.string().optional(),
  /** Folder of the model store. */
  ORDENA_STORE: z.string().default(() => modelStoreDir()),
  /** Where the other services are. */
  ORDENA_AUGMENTATION_ADDR: address.default('127.0.0.1:50051'),
  ORDENA_TOKENIZATION_ADDR: address.default('127.0.0.1:50051'),
  ORDENA_INFERENCE_ADDR: address.default('127.0.0.1:50051'),
  /** How long a run waits for a service that cannot be reached, in milliseconds. */
  ORDENA_PEER_WAIT_MS: z.coerce.number().int().min(0).max(86_400_000).default(600_000),
  /** Runs at once; the others wait. */
  ORDENA_MAX_RUNS: z.coerce.number().int().min(1).max(64).default(1),
  /** Shortest time between two step events of a run, in milliseconds. 0: every step is told. */
  ORDENA_STEP_EVENTS_MS: z.coerce.number().int().min(0).max(3_600_000).default(1000),
  /** Largest dataset taken by upload, in bytes. */
  ORDENA_MAX_UPLOAD_BYTES: z.coerce
    .number()
    .int()
    .min(1)
    .default(256 * 1024 * 1024),
  /** The alias that a new model gets. */
  ORDENA_CANDIDATE_ALIAS: z.string().min(1).default('candidate'),
  /** Threads of one training step. Default: chosen by ONNX Runtime. */
  ORDENA_TRAINING_THREADS: z.coerce.number().int().min(1).max(256).optional(),
});

/** A checked configuration. */
export type CoordinatorConfig = z.infer<typeof coordinatorConfigSchema>;
