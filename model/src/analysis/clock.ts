/** The hour (0-23) and weekday (0 Sunday to 6) at an instant, in a time zone. */
export interface LocalTime {
  readonly hour: number;
  readonly weekday: number;
}

const HOUR_MS = 3_600_000;
const QUARTER_MS = HOUR_MS / 4;
const DAY_MS = 24 * HOUR_MS;
/** Instants remembered: some hundred days. */
const MOST_KNOWN = 10_000;
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

export function localTimes(timezone: string): (instant: number) => LocalTime {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    weekday: 'short',
    hour: '2-digit',
    hourCycle: 'h23',
  });
  const known = new Map<number, LocalTime>();
  return (instant) => {
    // Formatting is slow, and all offsets in use are whole quarters of an hour.
    const quarter = Math.floor(instant / QUARTER_MS);
    const before = known.get(quarter);
    if (before) return before;
    if (known.size === MOST_KNOWN) known.clear();
    const parts = format.formatToParts(instant);
    const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
    const found = { hour: Number(part('hour')), weekday: WEEKDAYS.indexOf(part('weekday')) };
    known.set(quarter, found);
    return found;
  };
}

/** Long enough to meet every hour of every weekday, even one that a change of the clocks skips once. */
const FORTNIGHT_MS = 15 * DAY_MS;

/** Finds the instants worth trying; remembers them, because many questions begin at the same instant. */
export class Clock {
  readonly localTime: (instant: number) => LocalTime;
  readonly #known = new Map<string, readonly number[]>();

  constructor(timezone: string) {
    this.localTime = localTimes(timezone);
  }

  /**
   * Instants from `now` on that stand for all others: one for each stretch between two of `borders`, and,
   * if the hour and weekday matter, one for each of them within each stretch.
   */
  instants(now: number, borders: readonly number[], byHour: boolean): readonly number[] {
    const later = [...new Set(borders)].filter((border) => border > now && Number.isFinite(border));
    const starts = [now, ...later.sort((a, b) => a - b)];
    if (!byHour) return starts;
    return starts.flatMap((start, index) => this.#hoursWithin(start, starts[index + 1] ?? Infinity));
  }

  #hoursWithin(start: number, end: number): readonly number[] {
    const name = `${start} ${Math.min(end, start + FORTNIGHT_MS)}`;
    const known = this.#known.get(name);
    if (known) return known;
    // Hours begin on a quarter.
    const step = end - start > 8 * DAY_MS ? HOUR_MS : QUARTER_MS;
    const found = new Map<string, number>();
    for (let at = start; at < end && at < start + FORTNIGHT_MS; at = (Math.floor(at / step) + 1) * step) {
      const { hour, weekday } = this.localTime(at);
      const combination = `${weekday} ${hour}`;
      if (!found.has(combination)) found.set(combination, at);
    }
    const instants = [...found.values()];
    if (this.#known.size < 200) this.#known.set(name, instants);
    return instants;
  }
}
