import { type Field, type FieldOf, type JsonObject, lookUp } from '@tessera/model';
import type { CompiledSignal } from './signals.js';
import type { Visitor } from './visitor.js';
import { visitField } from './visits.js';

const QUARTER_HOUR_MS = 15 * 60_000;
/** Time zones shift their clocks, so the next change is looked for, at most this far ahead. */
const LONGEST_STAND_MS = 25 * 3_600_000;
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** How conditions about a visitor read their fields. A signal that is not published is missing. */
export function visitorFields(
  signals: ReadonlyMap<string, CompiledSignal>,
  timezone: string,
): FieldOf<Visitor> {
  // Making a formatter takes longer than asking it a thousand times, and all conditions can share it.
  const times = new Map<string, Field<Visitor>>();
  const timeOf = (part: string): Field<Visitor> => {
    const field = times.get(part) ?? timeField(part, timezone);
    times.set(part, field);
    return field;
  };
  return (path) => {
    const [root = '', ...rest] = path.split('.');
    switch (root) {
      case 'signals':
        return signals.get(rest.join('.'))?.field ?? MISSING;
      case 'context':
        if (rest[0] === 'visit') return visitField(rest[1]) ?? MISSING;
        return { read: (visitor) => lookUp(visitor.context as JsonObject, rest) };
      case 'traits':
      case 'consent':
        return { read: (visitor) => lookUp(visitor[root], rest) };
      case 'segments':
        return { read: (visitor) => [...visitor.segments.keys()] };
      case 'time':
        return timeOf(rest.join('.'));
      default:
        return MISSING;
    }
  };
}

const MISSING: Field<Visitor> = { read: () => undefined };

/** `time.hour` 0-23, `time.weekday` 0 (Sunday) to 6, in `timezone`. */
function timeField(part: string, timezone: string): Field<Visitor> {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    ...(part === 'hour' ? { hour: '2-digit', hourCycle: 'h23' } : { weekday: 'short' }),
  });
  // All offsets in use are whole quarters of an hour, so hours and days begin on one: a quarter's value is
  // worked out once, for all visitors.
  let known = { from: 0, value: -1, next: -1 };
  const valueAt = (at: number): number =>
    part === 'hour' ? Number(format.format(at)) : WEEKDAYS.indexOf(format.format(at));
  const quarterOf = (now: number) => {
    const from = Math.floor(now / QUARTER_HOUR_MS) * QUARTER_HOUR_MS;
    if (known.from !== from) known = { from, value: valueAt(from), next: -1 };
    return known;
  };
  return {
    read: (_, now) => quarterOf(now).value,
    nextCrossing: (_, now) => {
      const quarter = quarterOf(now);
      if (quarter.next < 0) {
        let next = quarter.from + QUARTER_HOUR_MS;
        while (valueAt(next) === quarter.value && next < quarter.from + LONGEST_STAND_MS)
          next += QUARTER_HOUR_MS;
        quarter.next = next;
      }
      return quarter.next;
    },
  };
}
