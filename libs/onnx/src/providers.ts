import * as ort from 'onnxruntime-node';
import { OnnxError } from './errors.js';
import { GraphBuilder } from './graph-builder.js';
import { scale } from './ops.js';
import { serializeModel } from './serialize.js';

/** Where a graph's nodes run. Nodes that `webgpu` or `cuda` have no kernel for run on the processor. */
export const EXECUTION_PROVIDERS = ['cpu', 'webgpu', 'cuda'] as const;
export type ExecutionProvider = (typeof EXECUTION_PROVIDERS)[number];

/** What somebody does who wants the provider and cannot have it. */
const REMEDIES: Record<ExecutionProvider, string> = {
  cpu: 'install onnxruntime-node anew',
  webgpu:
    'it wants a graphics driver (Vulkan on Linux: libvulkan.so.1 and a driver that VK_ICD_FILENAMES or the system names); the provider cpu works everywhere',
  cuda: 'it wants an NVIDIA GPU with its driver, CUDA 12, cuDNN 9 and ONNX Runtime\'s CUDA libraries ("ONNXRUNTIME_NODE_INSTALL=cuda12 node node_modules/onnxruntime-node/script/install.js" fetches the last); the provider cpu works everywhere',
};

/** @returns the error that says which provider cannot be had, why, and what to do. */
export function providerError(provider: ExecutionProvider, why: string, cause?: unknown): OnnxError {
  const message = `the execution provider cannot be had: ${why}; ${REMEDIES[provider]}`;
  return new OnnxError('PROVIDER_UNAVAILABLE', provider, message, cause);
}

/** @throws OnnxError PROVIDER_UNAVAILABLE when this build of ONNX Runtime does not know the provider. */
export function checkBuildHas(
  provider: ExecutionProvider,
  backends: readonly { readonly name: string }[] = ort.listSupportedBackends(),
): void {
  const names = backends.map(({ name }) => name);
  if (names.includes(provider)) return;
  const system = `${process.platform} ${process.arch}`;
  throw providerError(provider, `ONNX Runtime for ${system} has only ${names.join(', ')}`);
}

/**
 * Whose fault a session's failure is: tries the provider on a graph of one node.
 *
 * @returns the error, or undefined when the provider works and the graph must be at fault.
 */
export async function providerFailure(provider: ExecutionProvider): Promise<OnnxError | undefined> {
  if (provider === 'cpu') return undefined;
  const g = new GraphBuilder('probe');
  g.output('y', scale(g, g.input('x', 'float32', [1]), 2));
  try {
    const session = await ort.InferenceSession.create(serializeModel(g), { executionProviders: [provider] });
    await session.release();
    return undefined;
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    return providerError(provider, `its library or device was not found (${reasonIn(message)})`, cause);
  }
}

/** ONNX Runtime puts a place in its source and a condition before what went wrong. */
function reasonIn(message: string): string {
  return (message.split(' was false. ').at(-1) ?? message).trim();
}
