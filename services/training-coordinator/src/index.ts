/**
 * TrainingService: runs in a queue that outlives the service, their events on a topic.
 *
 * @example
 * ```ts
 * await runTrainingCoordinator({ ORDENA_ADDR: '127.0.0.1:50054', ORDENA_INFERENCE_ADDR: '127.0.0.1:50051' });
 * ```
 * @module
 */
export { coordinatorConfigSchema, type CoordinatorConfig } from './config.js';
export { connectEvents, openTrainingService, runTrainingCoordinator } from './main.js';
export { openCoordinator, type CoordinatorParts, type OpenCoordinator } from './service.js';
export type { Executor, RunningJob, TrainingJob, TrainingReport } from './executor.js';

// For tests.
export { ERROR_TABLE as TRAINING_ERRORS } from './error-table.js';
