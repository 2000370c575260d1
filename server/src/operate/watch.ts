import type { ServerParts } from '../server-parts.js';
import { type Alert, alertsOf, LIMITS } from './alerts.js';
import { type SegmentView, segmentViews } from './audience-view.js';
import type { Recent } from './distribution.js';
import { CAUSES, type Cause, STAGES, type Stage } from './figures.js';

export interface StageView extends Recent {
  readonly stage: Stage;
  readonly budgetMs: number;
  /** Whether 95 of 100 beacons kept the budget; null: too few to tell. */
  readonly within: boolean | null;
}

export interface RefreshView {
  /** Over both causes, ms; null if there was nothing. */
  readonly meanMs: number | null;
  readonly limitMs: number;
  readonly byCause: Readonly<Record<Cause, { readonly count: number; readonly meanMs: number | null }>>;
}

export interface FreshnessView {
  /** As of when staleness and weights are, ISO 8601; null: not looked at yet. */
  readonly at: string | null;
  /** What is older counts as stale, ms. */
  readonly freshMs: number | null;
  readonly tookMs: number | null;
}

/** What operators see of this moment; stages and refreshes of the latest minutes. */
export interface View {
  readonly segments: readonly SegmentView[];
  readonly stages: readonly StageView[];
  readonly refresh: RefreshView;
  readonly freshness: FreshnessView;
  readonly store: { readonly damaged: boolean; readonly unreadable: number; readonly notStored: number };
  readonly alerts: readonly Alert[];
}

type WatchedParts = Pick<ServerParts, 'personaliser' | 'metrics' | 'store' | 'keeper' | 'purges'>;

/** Looks at everything once, so that what is shown and the alerts about it are of the same moment. */
export function viewOf({ personaliser, metrics: { figures }, store, keeper, purges }: WatchedParts): View {
  const now = personaliser.clock();
  const segments = segmentViews(personaliser);
  const stages = recentOf(STAGES, (stage) => figures.stages[stage].recent(now));
  const refreshes = recentOf(CAUSES, (cause) => figures.refreshes[cause].recent(now));
  const notStored = figures.recentlyNotStored(now);
  const { damaged } = store;
  const { at, freshMs, tookMs } = personaliser.freshness;
  return {
    segments,
    stages: STAGES.map((stage) => {
      const budgetMs = LIMITS.stageP95Ms[stage];
      const { count, p95Ms } = stages[stage];
      const within = p95Ms === null || count < LIMITS.fewest ? null : p95Ms <= budgetMs;
      return { stage, ...stages[stage], budgetMs, within };
    }),
    refresh: {
      meanMs: meanOf(CAUSES.map((cause) => refreshes[cause])),
      limitMs: LIMITS.refreshMeanMs,
      byCause: recentOf(CAUSES, (cause) => {
        const { count, meanMs } = refreshes[cause];
        return { count, meanMs };
      }),
    },
    freshness: { at: at === null ? null : new Date(at).toISOString(), freshMs, tookMs },
    store: { damaged, unreadable: figures.unreadable, notStored },
    alerts: alertsOf({
      segments,
      freshMs,
      stages,
      refreshes,
      store: { damaged, damage: figures.unreadable + figures.setAside, notStored },
      catalog: keeper.status.error,
      purges: purges.map(({ state }) => state),
    }),
  };
}

function meanOf(all: readonly Recent[]): number | null {
  const count = all.reduce((sum, one) => sum + one.count, 0);
  return count === 0 ? null : all.reduce((sum, one) => sum + one.count * (one.meanMs ?? 0), 0) / count;
}

const recentOf = <K extends string, T>(keys: readonly K[], of: (key: K) => T): Readonly<Record<K, T>> =>
  Object.fromEntries(keys.map((key) => [key, of(key)])) as Record<K, T>;
