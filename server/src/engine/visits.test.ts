import { type Catalog, checkCatalog, type TesseraEvent } from '@tessera/model';
import fc from 'fast-check';
import { compileEngine } from './engine.js';
import { forecast } from './forecast.js';
import { addToSessions, SESSION_SILENCE_MS, SESSIONS_KEPT_MS } from './sessions.js';
import { newVisitor, type Visitor } from './visitor.js';
import { MOST_MADE_UP, onVisit, wholeContext } from './visits.js';

const T0 = 1_800_000_000_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const checked = checkCatalog({
  version: 't',
  signals: [
    { key: 'session_clicks', kind: 'count', event: 'click', window: 'session' },
    { key: 'clicks', kind: 'count', event: 'click' },
  ],
  segments: [
    { key: 'new', name: 'N', when: { 'context.visit.returning': false } },
    { key: 'first', name: 'F', when: { 'context.visit.count': 1 } },
    { key: 'returning', name: 'R', when: { 'context.visit.returning': true } },
    { key: 'regular', name: 'G', parent: 'returning', when: { 'context.visit.count': { $gte: 3 } } },
    { key: 'mobile', name: 'M', when: { 'context.device.type': 'mobile' } },
  ],
  slots: [],
  variants: [],
  experiments: [],
});
if (!checked.ok) throw new Error(JSON.stringify(checked.refusals));
const engine = compileEngine(checked.value as Catalog);

const click = (at: number): TesseraEvent => ({ id: null, type: 'click', time: T0 + at, page: {}, props: {} });
const tell = (visitor: Visitor, at: number, ...times: number[]): string[] => {
  engine.take(visitor, times.map(click), null, T0 + at);
  return segmentsOf(visitor);
};
const segmentsOf = (visitor: Visitor): string[] => [...visitor.segments.keys()].sort();
const after = (...times: number[]): Visitor => {
  const visitor = newVisitor('v', T0);
  for (const at of times) tell(visitor, at, at);
  return visitor;
};
const visitOf = (visitor: Visitor) => wholeContext(visitor).visit;

describe('visits', () => {
  it('before the first event it is the first one, as it is after it: who is asked about is here', () => {
    const visitor = newVisitor('v', T0);
    engine.take(visitor, [], { device: { type: 'mobile' } }, T0);
    expect(segmentsOf(visitor)).toEqual(['first', 'mobile', 'new']);
    expect(wholeContext(visitor)).toEqual({
      device: { type: 'mobile' },
      visit: { count: 1, returning: false },
    });
    expect(tell(visitor, 0, 0)).toEqual(['first', 'mobile', 'new']);
  });

  it('the next one begins with the first event after 30 minutes of silence, at its very instant', () => {
    const visitor = after(0, SESSION_SILENCE_MS - 1);
    expect(segmentsOf(visitor)).toEqual(['first', 'new']);
    const second = 2 * SESSION_SILENCE_MS - 1;
    expect(tell(visitor, second, second)).toEqual(['returning']);
    expect(visitor.segments.get('returning')).toBe(T0 + second);
    expect(tell(visitor, DAY, DAY)).toEqual(['regular', 'returning']);
    expect(visitOf(visitor)).toEqual({ count: 3, returning: true });
  });

  it('time alone changes nothing, however long it is', () => {
    const visitor = after(0, DAY);
    expect(visitor.until).toBe(Infinity);
    engine.advance(visitor, T0 + 400 * DAY);
    expect([segmentsOf(visitor), visitOf(visitor)]).toEqual([['returning'], { count: 2, returning: true }]);
    expect(forecast(engine, visitor, T0 + 400 * DAY).foreseenUntil).toBe(Infinity);
  });

  it('one that ended 30 days before the latest event counts; a ms more, and it falls away with that event', () => {
    const visitor = after(0, 2 * DAY);
    expect(tell(visitor, SESSIONS_KEPT_MS, SESSIONS_KEPT_MS)).toEqual(['regular', 'returning']);
    const later = SESSIONS_KEPT_MS + 1;
    expect(tell(visitor, later, later)).toEqual(['returning']);
    expect(visitOf(visitor)).toEqual({ count: 2, returning: true });
    expect(tell(visitor, 90 * DAY, 90 * DAY)).toEqual(['first', 'new']);
  });

  it('a late event that joins two takes one back, and one between two adds one', () => {
    const visitor = after(0, 50 * 60_000);
    expect(segmentsOf(visitor)).toEqual(['returning']);
    expect(tell(visitor, HOUR, 25 * 60_000)).toEqual(['first', 'new']);
    const other = after(0, 5 * HOUR);
    expect(tell(other, 5 * HOUR, 2 * HOUR)).toEqual(['regular', 'returning']);
  });

  it('of two devices of one person each counts once, however they overlap', () => {
    const phone = after(0, 3 * DAY);
    const laptop = after(10 * 60_000, 5 * DAY);
    engine.merge(phone, laptop, T0 + 5 * DAY);
    expect([visitOf(phone), segmentsOf(phone)]).toEqual([
      { count: 3, returning: true },
      ['regular', 'returning'],
    ]);
  });

  it('sessions of weeks ago are counted, and keep nothing of session signals', () => {
    const visitor = after(...Array.from({ length: 20 }, (_, day) => day * DAY));
    expect(visitOf(visitor)).toEqual({ count: 20, returning: true });
    const entriesOf = (key: string) =>
      visitor.signals.entries(engine.signals.find((signal) => signal.key === key)?.number ?? -1)?.length;
    // The last two days' sessions can still be joined by a late event.
    expect([entriesOf('session_clicks'), entriesOf('clicks')]).toEqual([4, 2]);
  });
});

describe('made up', () => {
  it('property: who is said to be on a visit is, for a day of events, and the next one follows', () => {
    const counts = fc.oneof(fc.integer({ min: 1, max: MOST_MADE_UP }), fc.integer({ min: 1, max: 40 }));
    const kept = fc.constantFrom<number[]>([], [T0 - DAY, T0 - DAY, T0 - 60_000, T0]);
    fc.assert(
      fc.property(counts, kept, fc.nat(DAY), (count, before, later) => {
        const visitor = newVisitor('', T0);
        visitor.sessions = onVisit(count, before, T0);
        expect(visitOf(visitor)).toEqual({ count, returning: count > 1 });
        expect(visitor.sessions.slice(-2)).toEqual(before.length > 0 ? before.slice(-2) : [T0, T0]);
        addToSessions(visitor.sessions, T0 + later);
        const next = later < SESSION_SILENCE_MS ? count : count + 1;
        expect(visitOf(visitor)).toEqual({ count: next, returning: next > 1 });
      }),
      { numRuns: 1_000 },
    );
  });
});
