import type { Registry } from 'prom-client';
import { DistributionMetric } from './distribution-metric.js';
import type { Figures } from './figures.js';
import { by, one, showCounter } from './readings.js';

/** Shows Prometheus what the server counts of itself. */
export function showFigures(registry: Registry, figures: Figures): void {
  new DistributionMetric(
    registry,
    {
      name: 'tessera_stage_seconds',
      help: 'From the moment a beacon’s youngest event happened to the end of a stage',
      label: 'stage',
    },
    figures.stages,
  );
  new DistributionMetric(
    registry,
    {
      name: 'tessera_refresh_seconds',
      help: 'From a beacon’s arrival, or the instant of a change that time brings, until segments say so',
      label: 'cause',
    },
    figures.refreshes,
  );
  showCounter({
    registry,
    name: 'tessera_late_beacons_total',
    help: 'Beacons whose youngest event is older than a minute; stages do not count them',
    read: () => one(figures.lateBeacons),
  });
  showCounter({
    registry,
    name: 'tessera_events_total',
    help: 'Events that came in, by outcome',
    labels: ['outcome'],
    read: () => by('outcome', figures.events),
  });
  showCounter({
    registry,
    name: 'tessera_rejected_total',
    help: 'Events that were not taken, by why',
    labels: ['reason'],
    read: () => by('reason', figures.rejected),
  });
  showCounter({
    registry,
    name: 'tessera_identities_total',
    help: 'Identify events, by what became of them',
    labels: ['outcome'],
    read: () => by('outcome', figures.identities),
  });
  showCounter({
    registry,
    name: 'tessera_unkept_total',
    help: 'Beacons that were answered but not kept, by why',
    labels: ['reason'],
    read: () => by('reason', figures.unkept),
  });
  showCounter({
    registry,
    name: 'tessera_erased_total',
    help: 'Visitors erased because it was asked for',
    read: () => one(figures.erased),
  });
  showCounter({
    registry,
    name: 'tessera_not_stored_total',
    help: 'Batches that stream or store could not take',
    read: () => one(figures.notStored),
  });
  showCounter({
    registry,
    name: 'tessera_store_unreadable_total',
    help: 'Stored profiles, or stretches of them, that could not be read back',
    read: () => one(figures.unreadable),
  });
  showCounter({
    registry,
    name: 'tessera_store_set_aside_total',
    help: 'Damaged files of the store that were moved aside',
    read: () => one(figures.setAside),
  });
}
