import { type CalendarDateTime, fromDate, parseDateTime, toZoned } from '@internationalized/date';

/** A date and time on the clocks of a zone, as an `<input type="datetime-local">` has it: `2026-11-24T09:30`. */
export interface ZonedText {
  readonly text: string;
  /** Which of the two, where the clocks go back and show the same time twice. */
  readonly turn: Turn;
}
export type Turn = 'first' | 'second';

/** What a text means in a zone. */
export type Meant =
  | { readonly kind: 'none' }
  | { readonly kind: 'exact'; readonly instant: string }
  /** The clocks go forward over it: the instant is as long after the jump as it was meant after midnight. */
  | { readonly kind: 'gap'; readonly instant: string; readonly shown: string }
  /** The clocks show it twice. */
  | { readonly kind: 'twice'; readonly instant: string; readonly first: string; readonly second: string };

/** Text for the input; null if there is no such instant. */
export function toZonedText(instant: unknown, zone: string): ZonedText | null {
  const time = typeof instant === 'string' ? Date.parse(instant) : Number.NaN;
  if (Number.isNaN(time)) return null;
  const text = textAt(time, zone);
  const meant = meantBy(text, zone);
  const second = meant.kind === 'twice' && Date.parse(meant.second) === time;
  return { text, turn: second ? 'second' : 'first' };
}

/** The instant, in UTC, that a text of the input means on the clocks of a zone. */
export function meantBy(text: string, zone: string, turn: Turn = 'first'): Meant {
  const local = read(text);
  if (!local) return { kind: 'none' };
  const [first, second] = (['earlier', 'later'] as const).map((which) =>
    toZoned(local, zone, which).toDate().getTime(),
  ) as [number, number];
  if (first === second) return { kind: 'exact', instant: isoOf(first) };
  const normal = toZoned(local, zone, 'compatible').toDate().getTime();
  const shown = textAt(normal, zone);
  if (shown !== trimmed(local)) return { kind: 'gap', instant: isoOf(normal), shown };
  const instant = isoOf(turn === 'first' ? first : second);
  return { kind: 'twice', instant, first: isoOf(first), second: isoOf(second) };
}

function read(text: string): CalendarDateTime | null {
  try {
    return parseDateTime(text);
  } catch {
    return null;
  }
}

const textAt = (time: number, zone: string): string => {
  const { year, month, day, hour, minute, second, millisecond } = fromDate(new Date(time), zone);
  return written(year, month, day, hour, minute, second, millisecond);
};
const trimmed = ({ year, month, day, hour, minute, second, millisecond }: CalendarDateTime): string =>
  written(year, month, day, hour, minute, second, millisecond);

/** Seconds only where they are not zero: nobody types them. */
function written(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  millisecond: number,
): string {
  const two = (value: number, digits = 2) => String(value).padStart(digits, '0');
  const time = `${two(year, 4)}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
  if (second === 0 && millisecond === 0) return time;
  return `${time}:${two(second)}${millisecond === 0 ? '' : `.${two(millisecond, 3)}`}`;
}

const isoOf = (time: number): string => new Date(time).toISOString().replace('.000Z', 'Z');

/** Every zone the browser knows, by name. */
export const zones = (): readonly string[] => [
  ...new Set(['UTC', ownZone(), ...Intl.supportedValuesOf('timeZone')]),
];
export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
