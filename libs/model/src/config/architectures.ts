/** The architectures that the graphs compute, by their `model_type` in Hugging Face's `config.json`. */
export type ArchitectureName = 'qwen3' | 'llama';

/** What sets one architecture apart from the others; all else (RMSNorm, rotary, SwiGLU, grouped queries) they share. */
export interface Architecture {
  /** The class of transformers that loads it. */
  readonly hfClass: string;
  /** Each head of queries and keys has an RMSNorm of its own. */
  readonly headNorms: boolean;
  /** What transformers takes where `config.json` does not give `head_dim`. */
  defaultHeadDim(hiddenSize: number, heads: number): number;
  /** What transformers takes where `config.json` does not give `max_position_embeddings`. */
  readonly defaultMaxPositions: number;
}

export const ARCHITECTURES: Readonly<Record<ArchitectureName, Architecture>> = {
  qwen3: {
    hfClass: 'Qwen3ForCausalLM',
    headNorms: true,
    defaultHeadDim: () => 128,
    defaultMaxPositions: 32_768,
  },
  // SmolLM2 is one of these.
  llama: {
    hfClass: 'LlamaForCausalLM',
    headNorms: false,
    defaultHeadDim: (hiddenSize, heads) => Math.floor(hiddenSize / heads),
    defaultMaxPositions: 2048,
  },
};

/** Whether a `model_type` is one of ours. */
export function isArchitecture(name: string): name is ArchitectureName {
  return Object.hasOwn(ARCHITECTURES, name);
}
