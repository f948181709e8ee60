import type { Dim, GraphBuilder, Value } from '@ordena/onnx';
import type { ModelConfig } from '../config/model-config.js';
import { isAdapted, loraNames, type TrainingMode } from './trainable.js';

/** A parameter that a training graph takes as an input. */
export interface ParameterSpec {
  /** Its name in the Hugging Face folder, or in the adapter. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly trainable: boolean;
}

/** The seven projections of a layer: module path below the layer, output and input width. */
export function projections(config: ModelConfig): readonly { module: string; out: number; in: number }[] {
  const { hiddenSize, intermediateSize } = config;
  const queries = config.numAttentionHeads * config.headDim;
  const keys = config.numKeyValueHeads * config.headDim;
  return [
    { module: 'self_attn.q_proj', out: queries, in: hiddenSize },
    { module: 'self_attn.k_proj', out: keys, in: hiddenSize },
    { module: 'self_attn.v_proj', out: keys, in: hiddenSize },
    { module: 'self_attn.o_proj', out: hiddenSize, in: queries },
    { module: 'mlp.gate_proj', out: intermediateSize, in: hiddenSize },
    { module: 'mlp.up_proj', out: intermediateSize, in: hiddenSize },
    { module: 'mlp.down_proj', out: hiddenSize, in: intermediateSize },
  ];
}

/** Every parameter of a Qwen3 model, with its adapters in LoRA mode, in the order of the checkpoint files. */
export function listParameters(config: ModelConfig, mode: TrainingMode): ParameterSpec[] {
  const full = mode.kind === 'full';
  const specs: ParameterSpec[] = [];
  const push = (name: string, shape: readonly number[], trainable = full): void => {
    specs.push({ name, shape, trainable });
  };
  push('model.embed_tokens.weight', [config.vocabSize, config.hiddenSize]);
  for (let layer = 0; layer < config.numHiddenLayers; layer++) {
    const prefix = `model.layers.${layer}`;
    push(`${prefix}.input_layernorm.weight`, [config.hiddenSize]);
    for (const p of projections(config)) {
      const module = `${prefix}.${p.module}`;
      push(`${module}.weight`, [p.out, p.in]);
      if (mode.kind === 'lora' && isAdapted(mode, module)) {
        const { a, b } = loraNames(module);
        push(a, [mode.lora.rank, p.in], true);
        push(b, [p.out, mode.lora.rank], true);
      }
    }
    push(`${prefix}.self_attn.q_norm.weight`, [config.headDim]);
    push(`${prefix}.self_attn.k_norm.weight`, [config.headDim]);
    push(`${prefix}.post_attention_layernorm.weight`, [config.hiddenSize]);
  }
  push('model.norm.weight', [config.hiddenSize]);
  if (!config.tieWordEmbeddings) push('lm_head.weight', [config.vocabSize, config.hiddenSize]);
  return specs;
}

/** The parameters as inputs of a graph, by name. */
export class ParameterInputs {
  private readonly values = new Map<string, Value>();

  constructor(
    private readonly g: GraphBuilder,
    specs: readonly ParameterSpec[],
  ) {
    for (const { name, shape } of specs) this.values.set(name, g.input(name, 'float32', shape as Dim[]));
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
