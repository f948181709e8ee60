import { EngineError } from '@ordena/inference';
import { createLogger } from '@ordena/service-kit';
import { describe, expect, it } from 'vitest';

import { LoadedVersion, type ModelEngine } from './loaded-version.js';
import { ModelRouter } from './model-router.js';
import { checkTraffic } from './traffic.js';

const logger = createLogger('test', 'silent');

/** An engine that answers with its product, or fails. */
function version(name: string, answer: string | Error): LoadedVersion {
  const engine: ModelEngine = {
    state: 'ready',
    onState: () => undefined,
    close: () => Promise.resolve(),
    canonicalize: (text) => {
      if (answer instanceof Error) return Promise.reject(answer);
      const json = JSON.stringify({ producto: text === 'same' ? 'x' : answer });
      return Promise.resolve({ json, outcome: 'ok', promptTokens: 1, newTokens: 1 });
    },
  };
  return new LoadedVersion(name, engine);
}

function router(other: string | Error, ...random: number[]): ModelRouter {
  const production = version('p', 'P');
  const candidate = version('c', other);
  const find = (name: string): LoadedVersion | undefined => (name === 'candidate' ? candidate : undefined);
  return new ModelRouter({ production, find }, logger, () => random.shift() ?? 1);
}

/** Lets comparisons end. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the model router', () => {
  it('sends a request to the model it names, and none to one that is not loaded', async () => {
    const routes = router('C');
    await expect(routes.read('candidate', 't', {})).resolves.toMatchObject({ model: 'c' });
    await expect(routes.read(undefined, 't', {})).resolves.toMatchObject({ model: 'p' });
    await expect(routes.read('x', 't', {})).rejects.toMatchObject({ code: 'NOT_FOUND', field: 'model' });
  });

  it('lets the canary answer its share, and production in its place when it cannot', async () => {
    const traffic = checkTraffic({ canaryShare: 0.5 });
    const routes = router('C', 0.4, 0.6);
    routes.setTraffic(traffic);
    await expect(routes.read(undefined, 't', {})).resolves.toMatchObject({ model: 'c' });
    await expect(routes.read(undefined, 't', {})).resolves.toMatchObject({ model: 'p' });
    await settled();
    expect(routes.agreements).toMatchObject([{ baseVersion: 'p', otherVersion: 'c', compared: 1, exact: 0 }]);
    const dead = router(new EngineError('UNAVAILABLE', 'dead'), 0);
    dead.setTraffic(traffic);
    await expect(dead.read(undefined, 't', {})).resolves.toMatchObject({ model: 'p' });
    const late = router(new EngineError('CANCELLED', 'late'), 0);
    late.setTraffic(traffic);
    await expect(late.read(undefined, 't', {})).rejects.toMatchObject({ code: 'CANCELLED' });
  });

  it('asks the shadow model too, and tells nobody but the counts', async () => {
    const traffic = checkTraffic({ shadowShare: 1 });
    const routes = router('C', 1, 0, 1, 0);
    routes.setTraffic(traffic);
    await expect(routes.read(undefined, 'same', {})).resolves.toMatchObject({ model: 'p' });
    await settled();
    await expect(routes.read(undefined, 't', {})).resolves.toMatchObject({ model: 'p' });
    await settled();
    expect(routes.agreements).toMatchObject([{ compared: 2, exact: 1, skipped: 0 }]);
    routes.setTraffic(traffic);
    expect(routes.agreements).toEqual([]);
    const dead = router(new EngineError('UNAVAILABLE', 'dead'), 1, 0);
    dead.setTraffic(traffic);
    await expect(dead.read(undefined, 't', {})).resolves.toMatchObject({ model: 'p' });
    await settled();
    expect(dead.agreements).toMatchObject([{ compared: 0, skipped: 1 }]);
  });

  it('compares no more than a few at once', async () => {
    const routes = router('C', ...Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 1 : 0)));
    routes.setTraffic(checkTraffic({ shadowShare: 1 }));
    await Promise.all(Array.from({ length: 10 }, () => routes.read(undefined, 't', {})));
    await settled();
    const [agreement] = routes.agreements;
    expect(agreement?.skipped).toBeGreaterThan(0);
    expect((agreement?.skipped ?? 0) + (agreement?.compared ?? 0)).toBe(10);
  });
});
