import { EventEmitter } from 'node:events';

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { followCall } from './call-context.js';

class Call extends EventEmitter {
  constructor(private readonly deadline: number) {
    super();
  }

  getDeadline(): number {
    return this.deadline;
  }
}

describe('followCall', () => {
  beforeEach(() => vi.useFakeTimers({ now: 1_000_000 }));
  afterEach(() => vi.useRealTimers());

  it('aborts when the caller cancels', () => {
    const call = new Call(Infinity);
    const { context } = followCall(call);
    expect(context.signal.aborted).toBe(false);
    call.emit('cancelled');
    expect(context.signal.reason).toMatchObject({ code: 'CANCELLED' });
  });

  it('aborts at the deadline, not before', () => {
    const { context } = followCall(new Call(Date.now() + 50));
    vi.advanceTimersByTime(49);
    expect(context.signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(context.signal.reason).toMatchObject({ code: 'DEADLINE_EXCEEDED' });
  });

  it('says deadline when grpc-js cancels at the deadline first', () => {
    const call = new Call(Date.now() + 50);
    const { context } = followCall(call);
    vi.setSystemTime(Date.now() + 50);
    call.emit('cancelled');
    expect(context.signal.reason).toMatchObject({ code: 'DEADLINE_EXCEEDED' });
  });

  it('takes a deadline beyond the longest timer as none', () => {
    const { context } = followCall(new Call(Date.now() + 2 ** 40));
    vi.advanceTimersByTime(1000);
    expect(context.signal.aborted).toBe(false);
  });

  it('leaves no timer behind when the call is done', () => {
    const { done } = followCall(new Call(Date.now() + 50));
    expect(vi.getTimerCount()).toBe(1);
    done();
    expect(vi.getTimerCount()).toBe(0);
  });
});
