import { Histogram, type Registry } from 'prom-client';
import { BOUNDS_MS, type Distribution } from './distribution.js';

interface Value {
  readonly value: number;
  readonly labels: Readonly<Record<string, string | number>>;
  readonly sharedLabels: Readonly<Record<string, string>>;
  readonly metricName: string;
}

/**
 * Shows distributions as one Prometheus histogram in seconds, one of them per value of the label. They count
 * by themselves: prom-client's own `observe` builds a text from the labels and looks it up at every call,
 * which is a lot four times a beacon.
 */
export class DistributionMetric<L extends string> extends Histogram<string> {
  readonly #name: string;
  readonly #help: string;
  readonly #label: string;
  readonly #distributions: Readonly<Record<L, Distribution>>;

  constructor(
    registry: Registry,
    { name, help, label }: { name: string; help: string; label: string },
    distributions: Readonly<Record<L, Distribution>>,
  ) {
    super({ name, help, labelNames: [label], registers: [registry] });
    this.#name = name;
    this.#help = help;
    this.#label = label;
    this.#distributions = distributions;
  }

  /** What prom-client asks every metric for, and what its `get` is made from (not in its types). */
  async getForPromString() {
    const entries = Object.entries<Distribution>(this.#distributions);
    return {
      name: this.#name,
      help: this.#help,
      type: 'histogram',
      aggregator: 'sum',
      values: entries.flatMap(([of, one]) => this.#valuesOf(of, one)),
    };
  }

  #valuesOf(of: string, { counts, sumMs }: Distribution): Value[] {
    const sharedLabels = { [this.#label]: of };
    const values: Value[] = [];
    let count = 0;
    for (let bucket = 0; bucket < counts.length; bucket++) {
      count += counts[bucket] as number;
      const bound = BOUNDS_MS[bucket];
      const le = bound === undefined ? '+Inf' : bound / 1_000;
      values.push({ metricName: `${this.#name}_bucket`, labels: { le }, sharedLabels, value: count });
    }
    values.push({ metricName: `${this.#name}_sum`, labels: {}, sharedLabels, value: sumMs / 1_000 });
    values.push({ metricName: `${this.#name}_count`, labels: {}, sharedLabels, value: count });
    return values;
  }
}
