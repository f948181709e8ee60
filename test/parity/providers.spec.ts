import { Engine } from '@ordena/inference';
import type { ExecutionProvider } from '@ordena/onnx';
import { execFile } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../support/run-ordena.js';
import { swiftShader } from '../support/swiftshader.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { tinyModelFolder } from '../support/tiny-model.js';

const driver = swiftShader();

type Answers = Record<'float' | 'int8', { tokens: number[]; logits: number[] }>;

interface ProfileEvent {
  readonly args?: { readonly op_name?: string; readonly provider?: string };
}

/** In a process of its own: a driver is chosen by the environment, and may take its process down. */
async function runOn(provider: ExecutionProvider, vulkanDriver = ''): Promise<[Answers, ProfileEvent[]]> {
  const folder = await temporaryFolder();
  const job = join(ROOT, 'test/dist/parity/provider-job.js');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [job, provider, join(folder.path, 'profile')],
    {
      env: { ...process.env, VK_ICD_FILENAMES: vulkanDriver },
      maxBuffer: 1 << 26,
      timeout: 100_000,
    },
  );
  const profile = (await readdir(folder.path)).find((name) => name.includes('-float'));
  const events = JSON.parse(await readFile(join(folder.path, profile ?? ''), 'utf8')) as ProfileEvent[];
  await folder.remove();
  return [JSON.parse(stdout) as Answers, events];
}

function cosine(a: readonly number[], b: readonly number[]): number {
  const product = (x: readonly number[], y: readonly number[]): number =>
    x.reduce((sum, value, i) => sum + value * (y[i] ?? NaN), 0);
  return product(a, b) / Math.sqrt(product(a, a) * product(b, b));
}

describe.skipIf(driver === undefined)('the WebGPU provider, on SwiftShader', { timeout: 120_000 }, () => {
  it('gives the tokens and logits that the processor gives, and does the products itself', async () => {
    const [[cpu], [gpu, events]] = [await runOn('cpu'), await runOn('webgpu', driver)];
    expect(gpu.float.tokens).toEqual(cpu.float.tokens);
    const distances = gpu.float.logits.map((value, i) => Math.abs(value - (cpu.float.logits[i] ?? NaN)));
    expect(Math.max(...distances)).toBeLessThan(1e-2);
    // Products of codes round otherwise on each: both stay near the float model, not bit for bit near each other.
    expect(cosine(gpu.int8.logits, cpu.float.logits)).toBeGreaterThan(0.99);
    const products = events.filter(({ args }) => args?.op_name === 'Gemm');
    expect(new Set(products.map(({ args }) => args?.provider))).toEqual(new Set(['WebGpuExecutionProvider']));
  });
});

describe('a provider that cannot be had', () => {
  it('is an error of its own that says which, why and what to do', async () => {
    const error = await Engine.start({ modelDir: await tinyModelFolder(), provider: 'cuda' }).catch(
      (e: unknown) => e,
    );
    // A machine with CUDA may run this, too.
    if (error instanceof Engine) return error.close();
    expect(error).toMatchObject({
      code: 'PROVIDER_UNAVAILABLE',
      message: expect.stringMatching(
        /^cuda: .*(library|only cpu).*ONNXRUNTIME_NODE_INSTALL=cuda12/s,
      ) as string,
    });
  });
});
