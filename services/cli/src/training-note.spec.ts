import type { StepLog } from '@ordena/training';
import { describe, expect, it } from 'vitest';

import { TrainingNote } from './training-note.js';

const log = (step: number, seconds: number): StepLog => ({
  step,
  totalSteps: 100,
  loss: 1.5,
  gradientNorm: 1,
  tokens: 200,
  learningRate: 1e-4,
  block: 0,
  seconds,
});

describe('TrainingNote', () => {
  it('says loss, speed, the time left and the last F1', () => {
    const note = new TrainingNote();
    expect(note.step(log(1, 2))).toBe('loss 1.5000, 100 tokens/s, 3m18s left');
    note.epoch({ epoch: 1, step: 1, f1: 0.75, exactMatch: 0.5, best: true });
    expect(note.step(log(2, 6))).toBe('loss 1.5000, 50 tokens/s, 6m32s left, F1 0.7500 after epoch 1');
  });

  it('forgets how slow the beginning was', () => {
    const note = new TrainingNote();
    note.step(log(1, 1000));
    for (let step = 2; step < 22; step++) note.step(log(step, 1));
    expect(note.step(log(99, 1))).toBe('loss 1.5000, 200 tokens/s, 1s left');
    expect(note.step({ ...log(0, 1), totalSteps: 7500 })).toContain('2h05m left');
  });
});
