import type { EngineState } from '@ordena/inference';
import { ModelStore } from '@ordena/model';
import { createLogger } from '@ordena/service-kit';
import { expect, it } from 'vitest';

import type { ModelEngine } from './loaded-version.js';
import { ModelManager } from './model-manager.js';

/** An engine whose thread can be said to have died. */
class FakeEngine implements ModelEngine {
  state: EngineState = 'ready';
  private listener: ((state: EngineState) => void) | undefined;

  onState(listener: (state: EngineState) => void): void {
    this.listener = listener;
  }

  become(state: EngineState): void {
    this.state = state;
    this.listener?.(state);
  }

  canonicalize(): Promise<never> {
    return Promise.reject(new Error('not asked for'));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

it('tells whether production can answer, at every change', async () => {
  const engine = new FakeEngine();
  const models = new ModelManager({
    store: await ModelStore.open('/no/such/store'),
    startEngine: () => Promise.reject(new Error('not asked for')),
    builtIn: { name: 'default', engine },
    prefersBuiltIn: false,
    maxLoaded: 1,
    logger: createLogger('test', 'silent'),
  });
  const told: boolean[] = [];
  models.watchReady((isReady) => told.push(isReady));
  engine.become('pausing');
  engine.become('starting');
  engine.become('ready');
  expect(told).toEqual([true, false, false, true]);
  await expect(models.unload('default')).rejects.toMatchObject({ code: 'VERSION_IN_USE' });
  await expect(models.load('0123456789abcdef')).rejects.toMatchObject({ code: 'NOT_FOUND', field: 'model' });
});
