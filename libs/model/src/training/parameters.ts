import type { GraphBuilder, Value } from '@ordena/onnx';
import type { ModelConfig } from '../config/model-config.js';
import { expectedTensors } from '../weights/tensor-names.js';
import { isAdapted, loraNames, type TrainingMode } from './trainable.js';

/** A parameter that a training graph takes as an input. */
export interface ParameterSpec {
  /** Its name in the Hugging Face folder, or in the adapter. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly trainable: boolean;
}

/** Every parameter of a model, with its adapters in LoRA mode, in the order of the checkpoint files. */
export function listParameters(config: ModelConfig, mode: TrainingMode): ParameterSpec[] {
  const full = mode.kind === 'full';
  return [...expectedTensors(config)].flatMap(([name, shape]): ParameterSpec[] => {
    const base = { name, shape, trainable: full };
    const module = name.replace(/\.weight$/, '');
    if (mode.kind === 'full' || !isAdapted(mode, module)) return [base];
    const { a, b } = loraNames(module);
    const { rank } = mode.lora;
    return [
      base,
      { name: a, shape: [rank, shape[1] ?? 1], trainable: true },
      { name: b, shape: [shape[0] ?? 1, rank], trainable: true },
    ];
  });
}

/** The parameters as inputs of a graph, by name. */
export class ParameterInputs {
  private readonly values = new Map<string, Value>();

  constructor(
    private readonly g: GraphBuilder,
    specs: readonly ParameterSpec[],
  ) {
    for (const { name, shape } of specs) this.values.set(name, g.input(name, 'float32', shape));
  }

  get(name: string): Value {
    const value = this.values.get(name);
    // Only a mistake inside this library can ask for a name that listParameters does not give.
    if (!value) throw new Error(`${this.g.name} has no parameter ${name}`);
    return value;
  }

  has(name: string): boolean {
    return this.values.has(name);
  }
}
