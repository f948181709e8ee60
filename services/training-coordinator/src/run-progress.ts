import { isFinal, type Run, type RunChange } from '@ordena/state';
import type { EpochReport, StepLog } from '@ordena/training';

import { runEvent } from './run-events.js';

/** What a step changes. Steps that were told before the run began anew are passed over. */
export function stepDone({ step, totalSteps, loss, learningRate, tokens, seconds }: StepLog, tell: boolean) {
  return (run: Run): RunChange | undefined => {
    if (isFinal(run.state) || step <= run.progress.step) return undefined;
    const event = runEvent('step', { step, totalSteps, loss, learningRate, tokens, seconds }, step);
    return {
      ...(step === totalSteps && run.state === 'training' ? { state: 'evaluating' as const } : {}),
      progress: { step, totalSteps, loss },
      events: tell ? [event] : [],
    };
  };
}

/** What the end of an epoch changes. */
export function epochDone({ epoch, step, f1, exactMatch, best }: EpochReport) {
  return (run: Run): RunChange | undefined => {
    if (isFinal(run.state) || epoch <= run.progress.epoch) return undefined;
    return {
      progress: { epoch, ...(best ? { f1, exactMatch } : {}) },
      events: [
        runEvent('epoch', { epoch, step }, epoch),
        runEvent('evaluated', { epoch, f1, exactMatch, best }, epoch),
      ],
    };
  };
}

/** What a checkpoint changes. */
export function checkpointed(step: number) {
  return (run: Run): RunChange | undefined =>
    isFinal(run.state) ? undefined : { events: [runEvent('checkpointed', { step }, step)] };
}

/** How a run ends that failed. */
export function failed(code: string, message: string) {
  return (run: Run): RunChange | undefined =>
    isFinal(run.state)
      ? undefined
      : {
          state: run.cancelRequested ? 'cancelled' : 'failed',
          failure: { code, message },
          events: [runEvent('failed', { reason: code, message })],
        };
}
