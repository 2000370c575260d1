import type { SignalEstimate } from '../../../../contracts/live';

export type Buckets = NonNullable<SignalEstimate['numbers']>['buckets'];

/** A server may say more than a panel has room for. */
export const MOST_BARS = 20;
export const MOST_VALUES = 8;

export interface Bar {
  /** 0 to 1, of the highest. */
  readonly height: number;
  /** 0 to 1, from the left. */
  readonly left: number;
  readonly width: number;
}

/** Bars beside each other, the highest as high as there is room; nobody: no height at all. */
export function bars(buckets: Buckets): readonly Bar[] {
  const shown = buckets.slice(0, MOST_BARS);
  const most = Math.max(1, ...shown.map(({ visitors }) => visitors));
  return shown.map(({ visitors }, index) => ({
    height: visitors / most,
    left: index / shown.length,
    width: 1 / shown.length,
  }));
}
