import type { Size } from '../engine/small-segments.js';
import type { Personaliser } from '../personaliser.js';
import { isStale, type WatchedSegment } from './alerts.js';

/** A segment as operators see it. Shares and weights are 0 to 1; null: nothing is known yet. */
export interface SegmentView extends WatchedSegment {
  readonly parent: string | null;
  /** Active visitors who are in it now, and the same as a part of all of them. */
  readonly active: number;
  readonly share: number;
  /** The least share worth a segment, and whether a smaller one is left out of decisions. */
  readonly min: number;
  readonly enforce: boolean;
  readonly size: Size;
  /** Whether nothing is decided by being in it, because it is too small. */
  readonly leftOut: boolean;
  /** Share of its members' signal weight that is older than the horizon of freshness, as of the last refresh. */
  readonly staleShare: number | null;
  readonly stale: boolean;
  readonly meanWeight: number | null;
}

/** All published segments, in dependency order: shares of this moment, freshness as of the last refresh. */
export function segmentViews(personaliser: Personaliser): readonly SegmentView[] {
  const { current, smallSegments, freshness, visitors } = personaliser;
  const { audience } = visitors;
  const definitions = new Map(current.catalog.segments.map((segment) => [segment.key, segment]));
  return current.engine.segments.flatMap(({ key, parent, closed }) => {
    const definition = definitions.get(key);
    if (!definition) return [];
    const { staleShare = null, meanWeight = null } = freshness.bySegment.get(key) ?? {};
    return [
      {
        key,
        name: definition.name,
        parent,
        closed,
        active: audience.in(key),
        share: audience.share(key),
        min: definition.audience.min,
        enforce: definition.audience.enforce,
        size: smallSegments.sizeOf(key),
        leftOut: smallSegments.leftOut.has(key),
        staleShare,
        stale: isStale(staleShare),
        meanWeight,
      },
    ];
  });
}
