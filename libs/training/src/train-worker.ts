import { parentPort, workerData } from 'node:worker_threads';
import { trainModel } from './train-model.js';
import type { FromTrainingThread, ToTrainingThread, TrainingTask } from './worker-protocol.js';

/** Entry of the training thread: a step blocks its thread, so the caller's stays free for signals and progress. */
const port = parentPort;
if (!port) throw new Error('train-worker must be started as a worker thread');
const send = (message: FromTrainingThread): void => port.postMessage(message);

const stop = new AbortController();
const asks = new EventTarget();
port.on('message', ({ kind }: ToTrainingThread) => {
  switch (kind) {
    case 'stop':
      return stop.abort();
    case 'checkpoint':
      asks.dispatchEvent(new Event('checkpoint'));
  }
});

trainModel({
  ...(workerData as TrainingTask),
  signal: stop.signal,
  asks,
  onTrackerFailure: (tracker, message) => {
    send({ kind: 'tracker failed', tracker, message });
  },
  onStep: (log) => {
    send({ kind: 'step', log });
  },
  onEpoch: (report) => {
    send({ kind: 'epoch', report });
  },
}).then(
  (reports) => {
    send({ kind: 'done', reports });
    port.close();
  },
  (error: unknown) => {
    const failure = error instanceof Error ? error : new Error(String(error));
    // A cloned error keeps its name, message and cause, but none of its own fields.
    const code = 'code' in failure && typeof failure.code === 'string' ? failure.code : undefined;
    send({ kind: 'failed', error: failure, code });
    port.close();
  },
);
