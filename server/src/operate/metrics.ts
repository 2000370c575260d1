import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import { showFigures } from './figure-metrics.js';
import { Figures } from './figures.js';

/** What the server counts, as Prometheus reads it. What is counted for every beacon is in `figures`. */
export interface Metrics {
  readonly registry: Registry;
  readonly figures: Figures;
  /** A batch could not be stored; `now`: epoch ms. */
  notStored(error: unknown, now: number): void;
  /** How a route's answers are measured: status and seconds of each. */
  requests(route: string): (status: number, seconds: number) => void;
  problem(code: string): void;
  catalogLoad(outcome: string): void;
  purge(target: string, outcome: 'done' | 'failed' | 'given up'): void;
}

const BUCKETS_S = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1];

export function createMetrics(onNotStored: (error: unknown) => void): Metrics {
  const figures = new Figures();
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  showFigures(registry, figures);
  const registers = [registry];
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
    figures,
    notStored: (error, now) => {
      figures.countNotStored(now);
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
