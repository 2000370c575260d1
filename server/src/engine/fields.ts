import { type Field, type FieldOf, type JsonObject, lookUp } from '@tessera/model';
import type { CompiledSignal } from './signals.js';
import type { Visitor } from './visitor.js';

const QUARTER_HOUR_MS = 15 * 60_000;
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** How conditions about a visitor read their fields. A signal that is not published is missing. */
export function visitorFields(
  signals: ReadonlyMap<string, CompiledSignal>,
  timezone: string,
): FieldOf<Visitor> {
  return (path) => {
    const [root = '', ...rest] = path.split('.');
    switch (root) {
      case 'signals':
        return signals.get(rest.join('.'))?.field ?? MISSING;
      case 'context':
      case 'traits':
      case 'consent':
        return { read: (visitor) => lookUp(visitor[root] as JsonObject, rest) };
      case 'segments':
        return { read: (visitor) => [...visitor.segments.keys()] };
      case 'time':
        return timeField(rest.join('.'), timezone);
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
  return {
    read: (_, now) => (part === 'hour' ? Number(format.format(now)) : WEEKDAYS.indexOf(format.format(now))),
    // All offsets in use are whole quarters of an hour, so hours and days begin on one.
    nextCrossing: (_, now) => (Math.floor(now / QUARTER_HOUR_MS) + 1) * QUARTER_HOUR_MS,
  };
}
