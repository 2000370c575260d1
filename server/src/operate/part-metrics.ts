import type { Registry } from 'prom-client';
import type { ServerParts } from '../server-parts.js';
import { type SegmentView, segmentViews } from './audience-view.js';
import { by, one, type Reading, showCounter, showGauge } from './readings.js';

/** Shows Prometheus how the server's parts are. */
export function showParts(parts: ServerParts): void {
  const { registry } = parts.metrics;
  showVisitors(registry, parts);
  showSegments(registry, parts);
  showRefresh(registry, parts);
  showSurroundings(registry, parts);
}

function showVisitors(registry: Registry, { personaliser: { visitors } }: ServerParts): void {
  showGauge({
    registry,
    name: 'tessera_visitors_known',
    help: 'Visitors kept',
    read: () => one(visitors.known),
  });
  showGauge({
    registry,
    name: 'tessera_visitors_active',
    help: 'Visitors seen within 30 minutes',
    read: () => one(visitors.audience.active),
  });
  showCounter({
    registry,
    name: 'tessera_visitors_let_go_total',
    help: 'Visitors no longer kept: not seen for the retention time, or more than may be kept',
    labels: ['reason'],
    read: () => by('reason', { ...visitors.letGo }),
  });
  showGauge({
    registry,
    name: 'tessera_profile_bytes',
    help: 'Memory that profiles take',
    read: () => one(visitors.bytes),
  });
}

function showSegments(registry: Registry, { personaliser }: ServerParts): void {
  const show = (name: string, help: string, of: (segment: SegmentView) => number | null): void =>
    showGauge({
      registry,
      name: `tessera_segment_${name}`,
      help,
      labels: ['segment'],
      read: function* (): Generator<Reading> {
        for (const segment of segmentViews(personaliser)) {
          const value = of(segment);
          if (value !== null) yield [{ segment: segment.key }, value];
        }
      },
    });
  show('visitors', 'Active visitors in a segment', ({ active }) => active);
  show('share', 'The same as a part of all active visitors, 0 to 1', ({ share }) => share);
  show('least_share', 'The least share worth the segment, 0 to 1', ({ min }) => min);
  show('small', 'Whether a segment is below its least share; none while too few are here to tell', (one) =>
    one.size === 'unknown' || one.closed !== null ? null : Number(one.size === 'small'),
  );
  show('left_out', 'Whether nothing is decided by a segment, because it is small', ({ leftOut }) =>
    Number(leftOut),
  );
  show(
    'stale_share',
    'Share of the signal weight of a segment’s members that is old, 0 to 1',
    ({ closed, staleShare }) => (closed === null ? staleShare : null),
  );
  show('mean_weight', 'Mean weight of a segment’s signals, 0 to 1', ({ closed, meanWeight }) =>
    closed === null ? meanWeight : null,
  );
}

function showRefresh(registry: Registry, { personaliser }: ServerParts): void {
  showGauge({
    registry,
    name: 'tessera_full_refresh_timestamp_seconds',
    help: 'When all active visitors had last been looked at for staleness and weight, Unix time',
    read: () => one(inSeconds(personaliser.freshness.at)),
  });
  showGauge({
    registry,
    name: 'tessera_full_refresh_duration_seconds',
    help: 'What that took',
    read: () => one(inSeconds(personaliser.freshness.tookMs)),
  });
  showGauge({
    registry,
    name: 'tessera_swap_duration_seconds',
    help: 'Until all active visitors followed the latest catalog',
    read: () => one(inSeconds(personaliser.following.tookMs)),
  });
  showGauge({
    registry,
    name: 'tessera_swap_under_way',
    help: 'Whether active visitors are still being looked at by the latest catalog',
    read: () => one(Number(personaliser.following.underWay)),
  });
}

function showSurroundings(registry: Registry, { store, keeper, purges }: ServerParts): void {
  showGauge({
    registry,
    name: 'tessera_store_damaged',
    help: 'Whether the store is damaged',
    read: () => one(Number(store.damaged)),
  });
  showGauge({
    registry,
    name: 'tessera_catalog_trouble',
    help: 'Whether the latest attempt to load the catalog failed, by problem',
    labels: ['code'],
    read: () => {
      const { error } = keeper.status;
      return by('code', {
        catalog_refused: Number(error?.code === 'catalog_refused'),
        catalog_unreachable: Number(error?.code === 'catalog_unreachable'),
      });
    },
  });
  showGauge({
    registry,
    name: 'tessera_purge_waiting_tags',
    help: 'Tags that wait to be purged, by target',
    labels: ['target'],
    read: () => by('target', Object.fromEntries(purges.map(({ state }) => [state.target, state.waiting]))),
  });
  showGauge({
    registry,
    name: 'tessera_purge_failing',
    help: 'Whether the latest purge of a target failed',
    labels: ['target'],
    read: () =>
      by(
        'target',
        Object.fromEntries(purges.map(({ state }) => [state.target, Number(state.lastError !== null)])),
      ),
  });
}

const inSeconds = (ms: number | null): number | null => (ms === null ? null : ms / 1_000);
