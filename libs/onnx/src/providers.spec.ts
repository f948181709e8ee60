import { describe, expect, it } from 'vitest';
import { EXECUTION_PROVIDERS, checkBuildHas, providerError } from './providers.js';

describe('execution providers', () => {
  it('that the build lacks are named, with those it has', () => {
    const backends = [{ name: 'cpu' }, { name: 'webgpu' }];
    expect(() => checkBuildHas('webgpu', backends)).not.toThrow();
    expect(() => checkBuildHas('cuda', backends)).toThrow(
      expect.objectContaining({
        code: 'PROVIDER_UNAVAILABLE',
        subject: 'cuda',
        message: expect.stringContaining('has only cpu, webgpu') as string,
      }),
    );
  });

  it('the processor is in every build', () => {
    expect(() => checkBuildHas('cpu')).not.toThrow();
  });

  it('each say what to do where they are missing', () => {
    for (const provider of EXECUTION_PROVIDERS) {
      const { message } = providerError(provider, 'no reason');
      expect(message).toMatch(/^\w+: the execution provider cannot be had: no reason; .{20}/);
    }
  });
});
