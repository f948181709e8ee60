/** Where a run stands. */
export const RUN_STATES = [
  'queued',
  'preparing',
  'training',
  'evaluating',
  'exporting',
  'succeeded',
  'failed',
  'cancelled',
] as const;

/** Where a run stands. */
export type RunState = (typeof RUN_STATES)[number];

const ENDS = ['failed', 'cancelled'] as const;

/** The states that each state may change to. Back to `queued`: the service or the machine died, and it begins anew. */
export const RUN_MOVES: Readonly<Record<RunState, readonly RunState[]>> = {
  queued: ['preparing', ...ENDS],
  preparing: ['training', 'queued', ...ENDS],
  training: ['evaluating', 'exporting', 'queued', ...ENDS],
  evaluating: ['training', 'exporting', 'queued', ...ENDS],
  exporting: ['succeeded', 'queued', ...ENDS],
  succeeded: [],
  failed: [],
  cancelled: [],
};

/** Whether a run in this state is over. */
export function isFinal(state: RunState): boolean {
  return RUN_MOVES[state].length === 0;
}

/** Whether a run may change so. Staying where it is is no change. */
export function mayMove(from: RunState, to: RunState): boolean {
  return from === to || RUN_MOVES[from].includes(to);
}
