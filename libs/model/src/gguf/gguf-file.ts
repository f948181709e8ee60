import type { GgufTokenizer } from '@ordena/tokenization';
import type { ModelConfig } from '../config/model-config.js';
import { ModelError } from '../errors.js';
import { openFile, readExactly } from '../weights/read-file.js';
import { checkTensors } from '../weights/tensor-names.js';
import type { WeightTensor } from '../weights/types.js';
import { ggufConfig } from './gguf-config.js';
import { readGgufHeader } from './gguf-header.js';
import { hfTensorName, inHfOrder } from './gguf-names.js';
import { ggufTokenizer } from './gguf-tokenizer.js';

/** What a GGUF file holds beside its weights. */
export interface GgufModel {
  readonly config: ModelConfig;
  readonly tokenizer: GgufTokenizer;
  /** How many tensors there are of each number format. */
  readonly formats: Readonly<Record<string, number>>;
}

/**
 * Reads a GGUF file tensor by tensor, as floats under their Hugging Face names and in Hugging Face's row order. All is
 * checked against the header before the first tensor is read.
 *
 * @param visit called for each tensor in file order; the tensor is the callee's to keep.
 * @throws ModelError MISSING_FILE, INVALID_WEIGHTS, INVALID_CONFIG or UNSUPPORTED, which names the key or tensor.
 */
export async function readGguf(
  file: string,
  visit: (name: string, tensor: WeightTensor) => void,
): Promise<GgufModel> {
  const handle = await openFile(file);
  try {
    const header = await readGgufHeader(handle, file);
    const config = ggufConfig(header, file);
    const tokenizer = ggufTokenizer(header, file);
    const named = new Map(header.tensors.map((tensor) => [hfNameOf(tensor.name, file), tensor]));
    checkTensors(config, named, file);
    const formats: Record<string, number> = {};
    for (const [name, { format, dims, start, bytes }] of named) {
      const stored = new Uint8Array(bytes);
      await readExactly(handle, stored, start, file);
      const data = new Float32Array((bytes / format.bytes) * format.values);
      format.decode(stored, data);
      if (!data.every(Number.isFinite)) {
        throw new ModelError('INVALID_WEIGHTS', { file, key: name }, 'holds NaN or infinity');
      }
      formats[format.name] = (formats[format.name] ?? 0) + 1;
      visit(name, inHfOrder(config, name, { dims, data }));
    }
    return { config, tokenizer, formats };
  } finally {
    await handle.close();
  }
}

function hfNameOf(name: string, file: string): string {
  const hfName = hfTensorName(name);
  if (hfName !== undefined) return hfName;
  throw new ModelError('UNSUPPORTED', { file, key: name }, 'the graphs have no place for this tensor');
}
