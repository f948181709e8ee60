/** LoRA as in https://arxiv.org/abs/2106.09685: y = W x + (alpha / rank) · B A x on the named projections. */
export interface LoraSettings {
  readonly rank: number;
  readonly alpha: number;
  /** Last part of a projection's name, for example `q_proj`. */
  readonly targetModules: readonly string[];
  /** Share of an adapter's inputs that is dropped in training, the rest scaled up. Default 0. */
  readonly dropout?: number;
}

/** Which parameters a training graph differentiates by. */
export type TrainingMode = { readonly kind: 'full' } | { readonly kind: 'lora'; readonly lora: LoraSettings };

/** The names PEFT gives to the two matrices of an adapted projection, without its `base_model.model.` prefix. */
export function loraNames(module: string): { a: string; b: string } {
  return { a: `${module}.lora_A.weight`, b: `${module}.lora_B.weight` };
}

/** True for the names that {@link loraNames} gives. */
export function isAdapterTensor(name: string): boolean {
  return /\.lora_[AB]\.weight$/.test(name);
}

/** True for the projections that an adapter stands on. */
export function isAdapted(mode: TrainingMode, module: string): boolean {
  return mode.kind === 'lora' && mode.lora.targetModules.some((target) => module.endsWith(`.${target}`));
}
