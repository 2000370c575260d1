/**
 * Exponential decay, S(t) = Σ wᵢ·2^(−(t−tᵢ)/h) (forward decay: Cormode et al., "Forward Decay", ICDE 2009),
 * kept as one value and the time it refers to. `halfLife` is in ms; Infinity means no decay.
 */
export function decayed(value: number, at: number, now: number, halfLife: number): number {
  if (now === at || value === 0 || halfLife === Infinity) return value;
  const halves = (at - now) / halfLife;
  // 2^x as e^(x·ln 2): V8's exp takes a fifth of the time of its pow. After whole half-lives the value is
  // exact, though, so that 8 has come down to 1 after three of them, not to 1.0000000000000002 a ms later.
  return value * (Number.isInteger(halves) ? 2 ** halves : Math.exp(halves * Math.LN2));
}

/** What has decayed below this counts as 0: a score of something long past is zero, not a tiny number. */
export const NEGLIGIBLE = 1e-9;

/**
 * The instant (epoch ms, with a fraction) at which a decaying value comes down to `threshold`; Infinity if
 * it never will. From value·2^(−(t−at)/h) = threshold follows t = at + h·log₂(value/threshold).
 */
export function decayInstant(value: number, at: number, halfLife: number, threshold: number): number {
  if (value === 0 || halfLife === Infinity) return Infinity;
  // Down to 0, or to a threshold of the other sign, it comes only by counting as 0.
  const bound = Math.sign(threshold) === Math.sign(value) ? Math.abs(threshold) : 0;
  const ratio = Math.abs(value) / Math.max(bound, NEGLIGIBLE);
  return ratio < 1 ? Infinity : at + halfLife * Math.log2(ratio);
}
