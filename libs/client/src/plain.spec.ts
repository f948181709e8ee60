import type { CanonicalOrder } from '@ordena/orders';
import { describe, expect, expectTypeOf, it } from 'vitest';

import type { CanonicalizeAnswer, CanonicalizeRequest } from './canonicalization.js';
import type { ModelInfo, Traffic } from './models.js';
import type { StartRunRequest, TrainingEvent, TrainingRun } from './training.js';
import { plain } from './plain.js';

describe('plain', () => {
  it("leaves out the loader's markers and what is not set", () => {
    const message = {
      requestId: 'r',
      _requestId: 'requestId',
      order: null,
      fields: [{ pointer: '/a', start: 0, _start: 'start', end: undefined }],
      scores: { f1: 0.5 },
      empty: [],
    };
    expect(plain(message)).toEqual({
      requestId: 'r',
      fields: [{ pointer: '/a', start: 0 }],
      scores: { f1: 0.5 },
      empty: [],
    });
    expect(Object.keys(plain(message))).not.toContain('order');
  });

  it('hands numbers, texts and bytes on as they are', () => {
    const ids = [1, 2, 3];
    const bytes = new Uint8Array([7]);
    const made = plain({ ids, bytes, names: ['a'] });
    expect(made.ids).toBe(ids);
    expect(made.bytes).toBe(bytes);
    expect(made.names).toEqual(['a']);
  });
});

// The compiler checks these: a message that changes its shape does not build.
describe('the types that follow the protos', () => {
  it('have no markers, no null and no number as text', () => {
    expectTypeOf<Extract<keyof CanonicalizeAnswer, `_${string}`>>().toBeNever();
    expectTypeOf<CanonicalizeAnswer['order']>().toEqualTypeOf<CanonicalOrder | undefined>();
    expectTypeOf<CanonicalizeAnswer['fields'][number]['confidence']>().toEqualTypeOf<number | undefined>();
    expectTypeOf<CanonicalizeRequest['text']>().toEqualTypeOf<string>();
    expectTypeOf<ModelInfo['sizeBytes']>().toEqualTypeOf<number | undefined>();
    expectTypeOf<ModelInfo['scores'][string]>().toEqualTypeOf<number>();
    expectTypeOf<Traffic['canaryShare']>().toEqualTypeOf<number | undefined>();
    expectTypeOf<NonNullable<StartRunRequest['overrides']>['learningRate']>().toEqualTypeOf<
      number | undefined
    >();
    expectTypeOf<TrainingRun['failure']>().toExtend<{ reason: string } | undefined>();
    expectTypeOf<Extract<TrainingEvent, { event: 'step' }>['step']['loss']>().toEqualTypeOf<number>();
  });
});
