import { expect, it } from 'vitest';

import { jobName, jobState } from './job-manifest.js';

const condition = (type: string, status: string) => ({
  conditions: [{ type, status, reason: 'Because', message: 'of this' }],
});

it.each([
  [{}, { kind: 'open' }],
  [{ status: { active: 1 } }, { kind: 'open' }],
  [{ status: condition('Failed', 'False') }, { kind: 'open' }],
  [{ status: condition('Suspended', 'True') }, { kind: 'open' }],
  [{ status: condition('Complete', 'True') }, { kind: 'ended', why: 'Complete: Because: of this' }],
  [{ status: condition('Failed', 'True') }, { kind: 'ended', why: 'Failed: Because: of this' }],
  [
    { metadata: { deletionTimestamp: new Date(0) }, status: condition('Failed', 'True') },
    { kind: 'leaving' },
  ],
])('a Job %j is %j', (job, state) => {
  expect(jobState(job)).toEqual(state);
});

it('names a run by what Kubernetes takes, always the same', () => {
  const names = ['-', 'A', 'a', 'x'.repeat(64)].map(jobName);
  for (const name of names) expect(name).toMatch(/^[a-z][a-z0-9-]{0,62}$/);
  expect(new Set(names).size).toBe(4);
  expect(jobName('a')).toBe(names[2]);
});
