import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { TrainingClient, type ReceivedTrainingRun } from '@ordena/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { childrenOf } from '../support/child-processes.js';
import { serve, type Served } from '../support/run-ordena.js';
import { kindOf, SHORT, trainingWorld, watchToEnd, type TrainingWorld } from '../support/training-world.js';

/**
 * Loaded before anything else in every process; the next trainer does what a file says, once it has heard of its job.
 * How V8 dies without memory is not for us to imitate: heaps are small, and the trainer fills its own.
 */
const PRELOAD = `
const { existsSync, readFileSync, unlinkSync } = require('node:fs');
const file = process.env.TEST_TRAINER_ENDS;
if ((process.argv[1] ?? '').endsWith('train-child.js') && existsSync(file)) {
  const how = readFileSync(file, 'utf8');
  unlinkSync(file);
  process.once('message', () => setTimeout(() => {
    if (how === 'exit') { console.error('the disk is gone'); process.exit(1); }
    if (how === 'memory') for (const held = []; ;) held.push(Array(1e6).fill(0.5));
  }, 100));
}
`;

describe('a trainer that crashes', () => {
  let world: TrainingWorld;
  let served: Served;
  let training: TrainingClient;
  let how: string;

  beforeAll(async () => {
    world = await trainingWorld();
    const folder = dirname(world.dataset);
    how = join(folder, 'how');
    await writeFile(join(folder, 'preload.cjs'), PRELOAD);
    served = await serve([], {
      ...world.env,
      NODE_OPTIONS: `--max-old-space-size=300 --require ${join(folder, 'preload.cjs')}`,
      TEST_TRAINER_ENDS: how,
    });
    training = new TrainingClient(served.address);
  });

  afterAll(async () => {
    training.close();
    await served.stop();
    await world.remove();
  });

  async function startRun(epochs = 2): Promise<string> {
    const { run } = await training.startRun({
      dataset: { path: world.dataset },
      base: world.base,
      profile: 'full',
      overrides: { ...SHORT, epochs },
    });
    return run?.runId ?? '';
  }

  /** How a run ended, and that its last event says the same. */
  async function endOf(runId: string): Promise<ReceivedTrainingRun | null> {
    const events = await watchToEnd(served.address, runId);
    const { run } = await training.getRun(runId);
    const last = events.at(-1);
    if (kindOf(last as never) === 'failed') expect(last?.failed).toEqual(run?.failure);
    return run;
  }

  it.each([
    ['exit', /ended with code 1: the disk is gone/],
    ['memory', /ended with SIGABRT: [^]*heap out of memory/],
  ])('by itself (%s) fails its run and says why; the run behind it is carried out', async (end, why) => {
    await writeFile(how, end);
    const runId = await startRun();
    const behind = await startRun();
    const run = await endOf(runId);
    expect(run).toMatchObject({ state: 'RUN_STATE_FAILED', failure: { reason: 'TRAINER_DIED' } });
    expect(run?.failure?.message).toMatch(why);
    expect(await endOf(behind)).toMatchObject({ state: 'RUN_STATE_SUCCEEDED' });
  });

  it('by SIGKILL, as the kernel does it without memory, in the middle of its steps', async () => {
    const runId = await startRun(500);
    for await (const event of training.watchRun({ runId })) if ((event.step?.step ?? 0) >= 2) break;
    const trainers = await childrenOf(served.pid, 'train-child');
    expect(trainers).toHaveLength(1);
    process.kill(trainers[0] ?? 0, 'SIGKILL');
    const run = await endOf(runId);
    expect(run).toMatchObject({ state: 'RUN_STATE_FAILED', failure: { reason: 'TRAINER_DIED' } });
    expect(run?.failure?.message).toContain('ended with SIGKILL');
    expect(run?.step).toBeGreaterThanOrEqual(2);
    expect(await childrenOf(served.pid, 'train-child')).toEqual([]);
    expect(await endOf(await startRun())).toMatchObject({ state: 'RUN_STATE_SUCCEEDED' });
  });

  it('leaves no trainer behind when the service is killed, and the run goes on from its checkpoint', async () => {
    const runId = await startRun(6);
    for await (const event of training.watchRun({ runId })) if (event.checkpointed) break;
    const [trainer = 0] = await childrenOf(served.pid, 'train-child');
    await served.kill();
    await expect.poll(() => isThere(trainer), { timeout: 5000 }).toBe(false);
    training.close();
    served = await serve([], world.env);
    training = new TrainingClient(served.address);
    const events = await watchToEnd(served.address, runId);
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, i) => i + 1));
    expect((await training.getRun(runId)).run).toMatchObject({ state: 'RUN_STATE_SUCCEEDED', attempts: 2 });
  });
});

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
