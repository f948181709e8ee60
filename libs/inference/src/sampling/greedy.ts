/** A token that was chosen, and how sure the model was of it. */
export interface Choice {
  readonly token: number;
  /** Natural logarithm of the token's probability among all tokens, allowed or not. */
  readonly logProb: number;
}

/**
 * The likeliest token. Ties go to the lowest id, so that the order of `allowed` does not matter.
 *
 * @param allowed ids to choose from; all of them when left out.
 */
export function chooseGreedy(logits: Float32Array, allowed?: readonly number[]): Choice {
  let token = -1;
  let best = -Infinity;
  const count = allowed?.length ?? logits.length;
  for (let i = 0; i < count; i++) {
    const id = allowed ? (allowed[i] ?? 0) : i;
    const logit = logits[id] ?? -Infinity;
    if (logit > best || (logit === best && id < token)) {
      best = logit;
      token = id;
    }
  }
  return { token, logProb: best - logSumExp(logits) };
}

/** Less than this below the largest is less than 2e-9 of it: a vocabulary of such values changes no digit that matters. */
const NEGLIGIBLE = 20;

function logSumExp(values: Float32Array): number {
  let largest = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    if (value > largest) largest = value;
  }
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    const below = (values[i] ?? 0) - largest;
    if (below > -NEGLIGIBLE) sum += Math.exp(below);
  }
  return largest + Math.log(sum);
}
