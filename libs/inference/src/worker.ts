/** The engine's thread: `new Worker` runs this file. See `engine/protocol.ts` for what is said. */
import { parentPort, workerData } from 'node:worker_threads';
import { EngineCore } from './engine/engine-core.js';
import { toWire, type FromWorker, type ToWorker, type WorkerSettings } from './engine/protocol.js';
import { EngineError } from './errors.js';

if (!parentPort) throw new EngineError('INTERNAL', 'worker.js runs in a worker thread only');
const port = parentPort;
const send = (message: FromWorker): void => port.postMessage(message);

try {
  const core = await EngineCore.start((workerData as WorkerSettings).options);
  port.on('message', (message: ToWorker) => {
    switch (message.type) {
      case 'canonicalize':
        core.canonicalize(message.id, message.text, message.options).then(
          (result) => send({ type: 'result', id: message.id, result }),
          (error: unknown) => send({ type: 'error', id: message.id, error: toWire(error, 'INTERNAL') }),
        );
        return;
      case 'occupancy':
        void core.occupancy().then((occupancy) => send({ type: 'occupancy', id: message.id, occupancy }));
        return;
      case 'cancel':
        core.cancel(message.id);
        return;
      case 'exit':
        // In a worker this ends the thread only.
        return process.exit(1);
      case 'close':
        void core.close().finally(() => port.close());
        return;
    }
  });
  send({ type: 'ready' });
} catch (error) {
  send({ type: 'failed', error: toWire(error, 'MODEL_UNFIT') });
  port.close();
}
