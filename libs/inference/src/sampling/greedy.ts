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
  const consider = (id: number): void => {
    const logit = logits[id] ?? -Infinity;
    if (logit > best || (logit === best && id < token)) {
      best = logit;
      token = id;
    }
  };
  if (allowed) allowed.forEach(consider);
  else for (let id = 0; id < logits.length; id++) consider(id);
  return { token, logProb: best - logSumExp(logits) };
}

function logSumExp(values: Float32Array): number {
  let largest = -Infinity;
  for (const value of values) if (value > largest) largest = value;
  let sum = 0;
  for (const value of values) sum += Math.exp(value - largest);
  return largest + Math.log(sum);
}
