import { defineConfig } from 'vitest/config';

/** Libraries resolve to their sources, so that a test never runs against a stale build. */
const resolve = { conditions: ['ordena-source'] };
const ssr = { resolve: { conditions: ['ordena-source'] } };

export default defineConfig({
  test: {
    projects: [
      { resolve, ssr, test: { name: 'unit', include: ['{libs,services}/*/src/**/*.spec.ts'], testTimeout: 20_000 } },
      {
        resolve,
        ssr,
        test: {
          name: 'integration',
          include: ['test/{e2e,parity,faults}/**/*.spec.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
