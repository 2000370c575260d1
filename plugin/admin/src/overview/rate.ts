/** How many things a counter had counted at an instant, epoch ms. */
export interface Sample {
  readonly at: number;
  readonly count: number;
}

/** A rate is taken over so much time at most: short enough to be "now", long enough not to jump about. */
const OVER_MS = 15_000;

/** The samples with a new one; a counter that went back is another one (a server that started again). */
export function withSample(samples: readonly Sample[], next: Sample): readonly Sample[] {
  const last = samples.at(-1);
  if (last && next.at <= last.at) return samples;
  if (last && next.count < last.count) return [next];
  return [...samples.filter(({ at }) => at >= next.at - OVER_MS), next];
}

/** Per second, over all samples; null until there are two. */
export function rateOf(samples: readonly Sample[]): number | null {
  const first = samples[0];
  const last = samples.at(-1);
  if (!first || !last || first.at === last.at) return null;
  return ((last.count - first.count) * 1_000) / (last.at - first.at);
}
