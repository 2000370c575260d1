import { Counter, Gauge, type Registry } from 'prom-client';

/** A value and the labels it stands under. */
export type Reading = readonly [labels: Readonly<Record<string, string>>, value: number];

interface Definition {
  readonly registry: Registry;
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly string[];
  /** Called when Prometheus asks. What it no longer names is gone. */
  readonly read: () => Iterable<Reading>;
}

/** A number that goes up and down, kept elsewhere. */
export function showGauge({ registry, name, help, labels = [], read }: Definition): void {
  new Gauge({
    name,
    help,
    labelNames: labels,
    registers: [registry],
    collect() {
      this.reset();
      for (const [of, value] of read()) this.set(of, value);
    },
  });
}

/** A number that only goes up, counted elsewhere. */
export function showCounter({ registry, name, help, labels = [], read }: Definition): void {
  new Counter({
    name,
    help,
    labelNames: labels,
    registers: [registry],
    collect() {
      this.reset();
      for (const [of, value] of read()) this.inc(of, value);
    },
  });
}

/** One value, or none while it is not known. */
export const one = (value: number | null): readonly Reading[] => (value === null ? [] : [[{}, value]]);

/** One value for each name of a label. */
export const by = (label: string, values: Readonly<Record<string, number>>): readonly Reading[] =>
  Object.entries(values).map(([name, value]) => [{ [label]: name }, value]);
