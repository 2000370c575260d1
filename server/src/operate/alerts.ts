import type { Size } from '../engine/small-segments.js';
import type { Recent } from './distribution.js';
import type { Cause, Stage } from './figures.js';

/** All limits whose crossing is an alert. `server/operations/` repeats them for Prometheus; a test compares. */
export const LIMITS = {
  /** Most of a segment's signal weight that may be older than the horizon of freshness, 0 to 1. */
  staleShare: 0.7,
  /** Least mean weight of a segment's signals, 0 to 1. */
  meanWeight: 0.3,
  /** Most that segments may lag behind on average, ms. */
  refreshMeanMs: 400,
  /** Most that 95 of 100 beacons may take from their youngest event to the end of a stage, ms. */
  stageP95Ms: { collect: 300, segments: 400, delivery: 450, end_to_end: 500 } satisfies Record<Stage, number>,
  /** Fewest beacons, or changes, that are judged: of fewer, the 95th percentile is just the slowest one. */
  fewest: 20,
  notStored: 0,
  damage: 0,
} as const;

export const ALERT_CODES = [
  'segment_stale',
  'segment_faint',
  'segment_small',
  'refresh_slow',
  'stage_slow',
  'store_failing',
  'store_damaged',
  'catalog_refused',
  'catalog_unreachable',
  'purge_failing',
] as const;

/** Something an operator should look at, now. */
export interface Alert {
  readonly code: (typeof ALERT_CODES)[number];
  readonly segment?: string;
  readonly stage?: Stage;
  readonly cause?: Cause;
  readonly target?: string;
  /** A sentence with value and limit. */
  readonly message: string;
  /** What was found, and what is allowed: shares and weights 0 to 1, times in ms, else a number; null: none. */
  readonly value: number | null;
  readonly limit: number | null;
}

export interface WatchedSegment {
  readonly key: string;
  readonly name: string;
  /** Why nobody can be in it, or null. */
  readonly closed: string | null;
  readonly share: number;
  readonly min: number;
  readonly size: Size;
  readonly leftOut: boolean;
  readonly staleShare: number | null;
  readonly meanWeight: number | null;
}

/** What alerts are made from. Figures are of the latest minutes, but for `damage`, which is of the whole run. */
export interface Watched {
  readonly segments: readonly WatchedSegment[];
  /** What counts as stale, ms; null before it was ever looked at. */
  readonly freshMs: number | null;
  readonly stages: Readonly<Record<Stage, Recent>>;
  readonly refreshes: Readonly<Record<Cause, Recent>>;
  readonly store: { readonly notStored: number; readonly damaged: boolean; readonly damage: number };
  readonly catalog: {
    readonly code: string;
    readonly detail: string;
    readonly refusals?: readonly unknown[];
  } | null;
  readonly purges: readonly {
    readonly target: string;
    readonly waiting: number;
    readonly lastError: string | null;
  }[];
}

/** Everything that is beyond its limit, what concerns all visitors first. Pure. */
export function alertsOf(watched: Watched): readonly Alert[] {
  return [
    ...catalogAlerts(watched.catalog),
    ...storeAlerts(watched.store),
    ...stageAlerts(watched.stages),
    ...refreshAlerts(watched.refreshes),
    ...purgeAlerts(watched.purges),
    ...watched.segments.flatMap((segment) => segmentAlerts(segment, watched.freshMs)),
  ];
}

function catalogAlerts(error: Watched['catalog']): Alert[] {
  if (!error) return [];
  const { detail, refusals } = error;
  return refusals
    ? [
        {
          code: 'catalog_refused',
          message: `The newest catalog was refused, the last good one stays in force: ${detail}`,
          value: refusals.length,
          limit: 0,
        },
      ]
    : [
        {
          code: 'catalog_unreachable',
          message: `The catalog could not be fetched, the last good one stays in force: ${detail}`,
          value: null,
          limit: null,
        },
      ];
}

function storeAlerts({ notStored, damaged, damage }: Watched['store']): Alert[] {
  const alerts: Alert[] = [];
  if (notStored > LIMITS.notStored)
    alerts.push({
      code: 'store_failing',
      message: `${notStored} batches of the latest minutes could not be stored and are to be sent again (limit ${LIMITS.notStored})`,
      value: notStored,
      limit: LIMITS.notStored,
    });
  if (damaged || damage > LIMITS.damage)
    alerts.push({
      code: 'store_damaged',
      message: `The store ${damaged ? 'is' : 'was'} damaged: ${damage} stored profiles, stretches of them or files could not be read (limit ${LIMITS.damage})`,
      value: damage,
      limit: LIMITS.damage,
    });
  return alerts;
}

function stageAlerts(stages: Watched['stages']): Alert[] {
  return Object.entries(stages).flatMap(([key, { count, p95Ms }]) => {
    const stage = key as Stage;
    const limit = LIMITS.stageP95Ms[stage];
    if (p95Ms === null || count < LIMITS.fewest || p95Ms <= limit) return [];
    const message = `5 of 100 beacons take more than ${ms(p95Ms)} from the event to the end of stage ${stage} (limit ${ms(limit)})`;
    return [{ code: 'stage_slow' as const, stage, message, value: p95Ms, limit }];
  });
}

function refreshAlerts(refreshes: Watched['refreshes']): Alert[] {
  const limit = LIMITS.refreshMeanMs;
  return Object.entries(refreshes).flatMap(([key, { count, meanMs }]) => {
    const cause = key as Cause;
    if (meanMs === null || count < LIMITS.fewest || meanMs <= limit) return [];
    const of = cause === 'event' ? 'what visitors do' : 'changes that time brings';
    const message = `Segments follow ${of} ${ms(meanMs)} late on average (limit ${ms(limit)})`;
    return [{ code: 'refresh_slow' as const, cause, message, value: meanMs, limit }];
  });
}

function purgeAlerts(purges: Watched['purges']): Alert[] {
  return purges.flatMap(({ target, waiting, lastError }) =>
    lastError === null
      ? []
      : [
          {
            code: 'purge_failing' as const,
            target,
            message: `${target} can't be purged, ${waiting} tags wait (limit 0): ${lastError}`,
            value: waiting,
            limit: 0,
          },
        ],
  );
}

function segmentAlerts(segment: WatchedSegment, freshMs: number | null): Alert[] {
  const { key, name, closed, share, min, size, leftOut, staleShare, meanWeight } = segment;
  const alerts: Alert[] = [];
  // Nobody can be in it, and the catalog's own warning says why.
  if (closed !== null) return alerts;
  if (size === 'small')
    alerts.push({
      code: 'segment_small',
      segment: key,
      message: `Segment "${name}" has ${percent(share)} of active visitors (least audience ${percent(min)})${
        leftOut ? '; nothing is decided by it until it is a tenth above' : ''
      }`,
      value: share,
      limit: min,
    });
  if (isStale(staleShare))
    alerts.push({
      code: 'segment_stale',
      segment: key,
      message: `Segment "${name}" is stale: ${percent(staleShare)} of its members' signal weight is older than ${(freshMs ?? 0) / 1_000} s (limit ${percent(LIMITS.staleShare)})`,
      value: staleShare,
      limit: LIMITS.staleShare,
    });
  if (meanWeight !== null && meanWeight < LIMITS.meanWeight)
    alerts.push({
      code: 'segment_faint',
      segment: key,
      message: `The signals of segment "${name}" weigh ${meanWeight.toFixed(2)} on average (limit ${LIMITS.meanWeight})`,
      value: meanWeight,
      limit: LIMITS.meanWeight,
    });
  return alerts;
}

/** Whether so large a part of a segment's signal weight is old that it is flagged; not while it is unknown. */
export const isStale = (staleShare: number | null): staleShare is number =>
  staleShare !== null && staleShare > LIMITS.staleShare;

const percent = (share: number): string => `${Math.round(share * 1_000) / 10} %`;
const ms = (duration: number): string => `${Math.round(duration)} ms`;
