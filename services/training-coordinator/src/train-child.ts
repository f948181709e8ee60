import type { TrainingJob, TrainingReport } from './executor.js';
import { carryOut } from './train.js';

/** Entry of a trainer that is a child process: takes one job from its parent, reports, ends. */
function send(report: TrainingReport): Promise<void> {
  return new Promise((resolve) => {
    process.send?.(report, () => {
      resolve();
    });
  });
}

// Without its parent nobody would hear of it, and the next one would work in the same folder.
process.on('disconnect', () => process.exit(1));

process.once('message', (job) => {
  void carryOut(job as TrainingJob, send).finally(() => process.exit(0));
});
