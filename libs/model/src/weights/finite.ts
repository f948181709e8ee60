/** Whether no value is NaN or infinite. A plain loop: a callback per value would take seconds for a large model. */
export function allFinite(data: Float32Array): boolean {
  for (let i = 0; i < data.length; i++) {
    const value = data[i] as number;
    // Only NaN and the infinities are not zero away from themselves.
    if (value - value !== 0) return false;
  }
  return true;
}
