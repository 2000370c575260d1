/**
 * Exponential decay, S(t) = Σ wᵢ·2^(−(t−tᵢ)/h) (forward decay: Cormode et al., "Forward Decay", ICDE 2009),
 * kept as one value and the time it refers to. `halfLife` is in ms; null means no decay.
 */
export function decayed(value: number, at: number, now: number, halfLife: number | null): number {
  return halfLife === null ? value : value * 2 ** (-(now - at) / halfLife);
}

/**
 * The first whole ms after `now` at which a decaying value may have come down to `threshold`; Infinity
 * if it never will. From value·2^(−(t−at)/h) = threshold follows t = at + h·log₂(value/threshold).
 */
export function decayCrossing(
  { value, at }: { value: number; at: number },
  now: number,
  halfLife: number,
  threshold: number,
): number {
  const current = decayed(value, at, now, halfLife);
  if (threshold === 0 || current === 0 || Math.sign(threshold) !== Math.sign(current)) return Infinity;
  if (Math.abs(current) < Math.abs(threshold)) return Infinity;
  return Math.max(now + 1, Math.floor(at + halfLife * Math.log2(value / threshold)));
}
