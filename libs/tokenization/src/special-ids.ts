import type { TokenizerFiles } from './tokenizer-files.js';

/** Names that end-of-sequence and padding tokens have in the models we know, by preference. */
const EOS_NAMES = ['<|endoftext|>', '</s>', '<|im_end|>'];
const PAD_NAMES = ['<|pad|>', '<pad>', '<|endoftext|>'];

export interface SpecialIds {
  readonly eosId: number;
  readonly padId: number;
  readonly stopIds: readonly number[];
}

/**
 * The ids of the end and the padding. The tokenizer's own word comes first, as training rows are made by it; then the
 * model's files; then the usual names. Padding may be the end token, which it then is only by position.
 *
 * @returns `undefined` when nothing names an end.
 */
export function findSpecialIds(
  files: Pick<TokenizerFiles, 'config' | 'modelIds'>,
  idOf: ReadonlyMap<string, number>,
): SpecialIds | undefined {
  const byName = (names: readonly (string | null | undefined)[]): number[] =>
    names.flatMap((name) => (name == null ? [] : (idOf.get(name) ?? [])));
  const modelEos = files.modelIds.flatMap((model) => model.eos_token_id ?? []);
  const modelPad = files.modelIds.flatMap((model) => model.pad_token_id ?? []);
  const named = byName([files.config.eos_token]);
  const [eosId] = [...named, ...modelEos, ...byName(EOS_NAMES)];
  if (eosId === undefined) return undefined;
  const [padId = eosId] = [...byName([files.config.pad_token]), ...modelPad, ...byName(PAD_NAMES)];
  return { eosId, padId, stopIds: [...new Set([eosId, ...modelEos])] };
}
