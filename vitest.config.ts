import { defineConfig } from 'vitest/config';

/** Libraries resolve to their sources, so that a test never runs against a stale build. */
const resolve = { conditions: ['ordena-source'] };
const ssr = { resolve: { conditions: ['ordena-source'] } };

/** Folder for machine-readable results, one file a run: .ci/run sums them up. Not set: none are written. */
const reports = process.env['ORDENA_TEST_REPORTS'];

export default defineConfig({
  test: {
    reporters: reports
      ? ['default', ['json', { outputFile: `${reports}/${process.pid}.json` }]]
      : ['default'],
    projects: [
      {
        resolve,
        ssr,
        test: { name: 'unit', include: ['{libs,services}/*/src/**/*.spec.ts'], testTimeout: 20_000 },
      },
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
