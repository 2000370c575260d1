import { durationMs, type Json, lookUp, type Signal, type TesseraEvent } from '@tessera/model';
import { holds } from './twin-condition.js';
import { eventsInWindow } from './twin-windows.js';

/** What has decayed below this counts as 0. */
const NEGLIGIBLE = 1e-9;

/** One property, or a weight, at one time. */
interface Contribution {
  readonly time: number;
  readonly value: Json | undefined;
}

/**
 * A signal's value at `now`, from all of a visitor's events (each once), by the definitions of model.md and
 * by nothing else: no state, no order of arrival.
 */
export function signalValue(signal: Signal, events: readonly TesseraEvent[], now: number): Json | undefined {
  const counted = contributions(signal, eventsInWindow(signal.window, events, now));
  const numbers = counted.filter(({ value }) => typeof value === 'number') as readonly Numeric[];
  const given = counted.filter(({ value }) => value !== undefined && value !== null);
  switch (signal.kind) {
    case 'count':
      return sum(
        signal.halfLife,
        counted.map(({ time }) => ({ time, value: 1 })),
        now,
      );
    case 'sum':
      return sum(signal.halfLife, numbers, now) * signal.scale;
    case 'score':
      return Math.min(signal.max ?? Infinity, sum(signal.halfLife, numbers, now));
    case 'max':
      return scaled(
        ifAny(numbers, () => Math.max(...numbers.map(({ value }) => value))),
        signal.scale,
      );
    case 'min':
      return scaled(
        ifAny(numbers, () => Math.min(...numbers.map(({ value }) => value))),
        signal.scale,
      );
    case 'last':
      return scaled(latest(given)?.value, signal.scale);
    case 'first':
      return scaled(earliest(given)?.value, signal.scale);
    case 'distinct':
      return new Set(given.map(({ value }) => JSON.stringify(value))).size;
    case 'since':
      return ifAny(counted, () => (now - Math.max(...counted.map(({ time }) => time))) / 1_000);
  }
}

type Numeric = Contribution & { readonly value: number };

function contributions(signal: Signal, events: readonly TesseraEvent[]): readonly Contribution[] {
  const matches = (event: TesseraEvent, input: Pick<Signal & { kind: 'count' }, 'event' | 'where'>) =>
    event.type === input.event && holds(input.where ?? {}, (path) => lookUp(event, path.split('.')) ?? null);
  if (signal.kind === 'score')
    return events.flatMap((event) =>
      signal.weights
        .filter((input) => matches(event, input))
        .map(({ weight }) => ({ time: event.time, value: weight })),
    );
  return events
    .filter((event) => matches(event, signal))
    .map((event) => ({
      time: event.time,
      value: 'value' in signal ? lookUp(event, signal.value.split('.')) : null,
    }));
}

/** S(t) = Σ wᵢ·2^(−(t−tᵢ)/h) */
function sum(halfLife: string | null, given: readonly Numeric[], now: number): number {
  if (halfLife === null) return given.reduce((total, { value }) => total + value, 0);
  const total = given.reduce(
    (so, { time, value }) => so + value * 2 ** (-(now - time) / durationMs(halfLife)),
    0,
  );
  return Math.abs(total) < NEGLIGIBLE ? 0 : total;
}

const ifAny = <T>(list: readonly unknown[], value: () => T): T | undefined =>
  list.length > 0 ? value() : undefined;
const scaled = (value: Json | undefined, scale: number): Json | undefined =>
  typeof value === 'number' ? value * scale : value;

// Of two at the same time `last` is the greater and `first` the lesser one.
const latest = (given: readonly Contribution[]) => [...given].sort(byTimeThenValue).at(-1);
const earliest = (given: readonly Contribution[]) => [...given].sort(byTimeThenValue)[0];
const byTimeThenValue = (a: Contribution, b: Contribution): number =>
  a.time - b.time || compare(a.value, b.value);
function compare(a: Json | undefined, b: Json | undefined): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = [a, b].map((value) => typeof value + JSON.stringify(value)) as [string, string];
  return left < right ? -1 : left > right ? 1 : 0;
}
