import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Personaliser } from '../personaliser.js';

/** What the server counts, as Prometheus reads it. */
export interface Metrics {
  readonly registry: Registry;
  events(accepted: number, rejected: number): void;
  notStored(error: unknown): void;
  /** How a route's answers are measured: status and seconds of each. */
  requests(route: string): (status: number, seconds: number) => void;
  problem(code: string): void;
  catalogLoad(outcome: string): void;
  purge(target: string, outcome: 'done' | 'failed'): void;
}

const BUCKETS_S = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1];

export function createMetrics(onNotStored: (error: unknown) => void): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const events = new Counter({
    name: 'tessera_events_total',
    help: 'Events that came in, by outcome',
    labelNames: ['outcome'],
    registers,
  });
  const notStored = new Counter({
    name: 'tessera_not_stored_total',
    help: 'Batches that stream or store could not take',
    registers,
  });
  const requests = new Histogram({
    name: 'tessera_request_seconds',
    help: 'Time to answer, by route and status',
    labelNames: ['route', 'status'],
    buckets: BUCKETS_S,
    registers,
  });
  const problems = new Counter({
    name: 'tessera_problems_total',
    help: 'Requests refused, by code',
    labelNames: ['code'],
    registers,
  });
  const loads = new Counter({
    name: 'tessera_catalog_loads_total',
    help: 'Attempts to load the catalog, by outcome',
    labelNames: ['outcome'],
    registers,
  });
  const purges = new Counter({
    name: 'tessera_purges_total',
    help: 'Purges sent to CDNs, by target and outcome',
    labelNames: ['target', 'outcome'],
    registers,
  });
  return {
    registry,
    events: (accepted, rejected) => {
      events.inc({ outcome: 'accepted' }, accepted);
      events.inc({ outcome: 'rejected' }, rejected);
    },
    notStored: (error) => {
      notStored.inc();
      onNotStored(error);
    },
    requests: (route) => {
      // Looking a label set up costs more than counting, so each is looked up once.
      const byStatus = new Map<number, { observe(seconds: number): void }>();
      return (status, seconds) => {
        let histogram = byStatus.get(status);
        if (!histogram) {
          histogram = requests.labels({ route, status });
          byStatus.set(status, histogram);
        }
        histogram.observe(seconds);
      };
    },
    problem: (code) => problems.inc({ code }),
    catalogLoad: (outcome) => loads.inc({ outcome }),
    purge: (target, outcome) => purges.inc({ target, outcome }),
  };
}

/** Gauges that are read from the visitors when Prometheus asks. */
export function watchVisitors({ registry }: Metrics, personaliser: Personaliser): void {
  const { visitors } = personaliser;
  const registers = [registry];
  new Gauge({
    name: 'tessera_visitors_known',
    help: 'Visitors kept',
    registers,
    collect() {
      this.set(visitors.known);
    },
  });
  new Gauge({
    name: 'tessera_visitors_active',
    help: 'Visitors seen within 30 minutes',
    registers,
    collect() {
      this.set(visitors.audience.active);
    },
  });
  new Gauge({
    name: 'tessera_segment_visitors',
    help: 'Active visitors in a segment',
    labelNames: ['segment'],
    registers,
    collect() {
      this.reset();
      for (const { key } of personaliser.current.engine.segments)
        this.set({ segment: key }, visitors.audience.in(key));
    },
  });
}
