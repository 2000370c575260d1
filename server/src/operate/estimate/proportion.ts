/** What a sample says about a share of a whole. All shares are 0 to 1. */
export interface Proportion {
  /** The share within the sample. */
  readonly share: number;
  /** The 95 % interval of the share of the whole, and half its width. */
  readonly low: number;
  readonly high: number;
  readonly error: number;
}

/** The 97.5 % point of the standard normal distribution. */
const Z = 1.959963984540054;

/**
 * The share of a whole of `of` that matches, from `sampled` of them taken at random without replacement, of
 * whom `matching` match: Wilson's score interval (E. B. Wilson, "Probable inference, the law of succession, and
 * statistical inference", JASA 22, 1927), (p + z²/2n ± z·√(p(1−p)/n + z²/4n²)) / (1 + z²/n). It holds what it
 * promises for shares near 0 and 1, too. Without replacement the variance of p is P(1−P)/n·(N−n)/(N−1)
 * (W. G. Cochran, "Sampling Techniques", 3rd ed. 1977, theorem 3.2), so n stands for n·(N−1)/(N−n) in it;
 * nothing is left uncertain when all have been looked at. Of nobody, the share is 0.
 */
export function proportion(matching: number, sampled: number, of: number): Proportion {
  if (of === 0) return { share: 0, low: 0, high: 0, error: 0 };
  if (sampled === 0) return { share: 0, low: 0, high: 1, error: 0.5 };
  const share = matching / sampled;
  if (sampled >= of) return { share, low: share, high: share, error: 0 };
  const n = (sampled * (of - 1)) / (of - sampled);
  const spread = 1 + (Z * Z) / n;
  const middle = (share + (Z * Z) / (2 * n)) / spread;
  const half = (Z * Math.sqrt((share * (1 - share)) / n + (Z * Z) / (4 * n * n))) / spread;
  const low = matching === 0 ? 0 : Math.max(0, middle - half);
  const high = matching === sampled ? 1 : Math.min(1, middle + half);
  return { share, low, high, error: (high - low) / 2 };
}
