/** Date and time in UTC as an `<input type="datetime-local">` has them: `2026-11-24T09:30`. */

/** Text for the input; empty if there is no such instant. Any offset is converted to UTC. */
export function toUtcInput(instant: unknown): string {
  const time = typeof instant === 'string' ? Date.parse(instant) : Number.NaN;
  return Number.isNaN(time) ? '' : new Date(time).toISOString().slice(0, 16);
}

/** The instant an input's text means; null if it is empty or unfinished. */
export function fromUtcInput(text: string): string | null {
  const time = text === '' ? Number.NaN : Date.parse(`${text}Z`);
  return Number.isNaN(time) ? null : new Date(time).toISOString().replace('.000Z', 'Z');
}
