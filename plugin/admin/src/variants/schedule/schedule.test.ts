import fc from 'fast-check';
import { distanceOf, phaseOf } from './phase';
import { meantBy, toZonedText, zones } from './zoned';

const ZONES = [
  'UTC',
  'Europe/Madrid',
  'America/New_York',
  'Australia/Lord_Howe', // half an hour of summer time
  'Asia/Kathmandu', // a quarter of an hour off
  'America/St_Johns',
  'Africa/Casablanca', // winter time in Ramadan
  'Pacific/Apia', // has left out a whole day
];
const instants = fc
  .date({
    min: new Date('2005-01-01T00:00:00Z'),
    max: new Date('2035-01-01T00:00:00Z'),
    noInvalidDate: true,
  })
  .chain((date) =>
    fc.constantFrom(60_000, 1_000, 1).map((grain) => date.getTime() - (date.getTime() % grain)),
  );
/** Around the hours in which clocks are changed, where a random instant would seldom be. */
const atChanges = fc
  .tuple(
    fc.constantFrom(
      '2026-03-29T01:00:00Z',
      '2026-10-25T01:00:00Z',
      '2026-03-08T07:00:00Z',
      '2026-11-01T06:00:00Z',
      '2011-12-30T10:00:00Z',
    ),
    fc.integer({ min: -180, max: 180 }),
  )
  .map(([change, minutes]) => Date.parse(change) + minutes * 60_000);

it('an instant shown on the clocks of any zone and read again is the same instant', () => {
  fc.assert(
    fc.property(fc.oneof(instants, atChanges), fc.constantFrom(...ZONES), (time, zone) => {
      const instant = new Date(time).toISOString();
      const shown = toZonedText(instant, zone);
      const meant = meantBy(shown?.text ?? '', zone, shown?.turn);
      expect(meant).toHaveProperty('instant');
      expect(meant.kind === 'none' ? null : Date.parse(meant.instant)).toBe(time);
      expect(meant.kind).not.toBe('gap');
    }),
    { numRuns: 1_000 },
  );
});

it('agrees with what the zone’s own clocks show', () => {
  fc.assert(
    fc.property(fc.oneof(instants, atChanges), fc.constantFrom(...ZONES), (time, zone) => {
      const clock = new Intl.DateTimeFormat('sv-SE', {
        timeZone: zone,
        dateStyle: 'short',
        timeStyle: 'medium',
      }).format(time);
      const text = toZonedText(new Date(time).toISOString(), zone)?.text ?? '';
      expect(text).not.toBe('');
      expect(clock.replace(' ', 'T').startsWith(text.replace(/\.\d+$/, ''))).toBe(true);
    }),
  );
});

it.each([
  ['2026-11-24T09:30', 'UTC', '2026-11-24T09:30:00Z'],
  ['2026-11-24T09:30', 'Europe/Madrid', '2026-11-24T08:30:00Z'],
  ['2026-07-24T09:30', 'Europe/Madrid', '2026-07-24T07:30:00Z'],
  ['2026-11-24T09:30:15', 'America/New_York', '2026-11-24T14:30:15Z'],
])('%s in %s is %s', (text, zone, instant) => {
  expect(meantBy(text, zone)).toEqual({ kind: 'exact', instant });
  expect(toZonedText(instant, zone)).toEqual({ text, turn: 'first' });
});

it('an hour that the clocks leave out means as long after it', () => {
  expect(meantBy('2026-03-29T02:30', 'Europe/Madrid')).toEqual({
    kind: 'gap',
    instant: '2026-03-29T01:30:00Z',
    shown: '2026-03-29T03:30',
  });
});

it('an hour that the clocks show twice means the first, or the second if that is said', () => {
  const [first, second] = ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'];
  const text = '2026-10-25T02:30';
  expect(meantBy(text, 'Europe/Madrid')).toEqual({ kind: 'twice', instant: first, first, second });
  expect(meantBy(text, 'Europe/Madrid', 'second')).toMatchObject({ instant: second });
  expect(toZonedText(first, 'Europe/Madrid')).toEqual({ text, turn: 'first' });
  expect(toZonedText(second, 'Europe/Madrid')).toEqual({ text, turn: 'second' });
});

it('other offsets are understood, and what is no instant is not', () => {
  expect(toZonedText('2026-11-24T01:00:00+02:00', 'UTC')?.text).toBe('2026-11-23T23:00');
  for (const value of ['soon', '', null, 5]) expect(toZonedText(value, 'UTC')).toBeNull();
  for (const text of ['', '2026-13-01T00:00', 'soon']) expect(meantBy(text, 'UTC')).toEqual({ kind: 'none' });
});

it('offers UTC and the zones of the world', () => {
  expect(zones()).toEqual(expect.arrayContaining(['UTC', 'Europe/Madrid', 'America/New_York']));
  expect(new Set(zones()).size).toBe(zones().length);
});

it.each([
  [null, null, 'always'],
  ['soon', null, 'always'],
  ['2026-11-25T00:00:00Z', null, 'before'],
  ['2026-11-25T00:00:00Z', '2026-11-26T00:00:00Z', 'before'],
  ['2026-11-24T12:00:00Z', null, 'during'],
  [null, '2026-11-24T12:00:01Z', 'during'],
  [null, '2026-11-24T12:00:00Z', 'over'],
  ['2026-11-24T12:00:00Z', '2026-11-24T12:00:00Z', 'never'],
])('from %s until %s is %s at noon', (from, until, kind) => {
  expect(phaseOf({ from, until }, Date.parse('2026-11-24T12:00:00Z')).kind).toBe(kind);
});

it.each([
  [3 * 86_400_000, 3, 'day'],
  [86_400_000, 24, 'hour'],
  [-90 * 60_000, -90, 'minute'],
  [119_000, 119, 'second'],
  [500, 0, 'second'],
])('%i ms is %i %ss', (ms, value, unit) => {
  expect(distanceOf(ms)).toEqual({ value, unit });
});
