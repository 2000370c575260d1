import { event, T0 } from '../../testing/living.js';
import { RECENT_LIMITS, RecentEvents, type RecentLimits } from './recent-events.js';
import { weightOf } from './weight.js';

const limits = (over: Partial<RecentLimits>): RecentLimits => ({ ...RECENT_LIMITS, ...over });
const ids = (recent: RecentEvents, now: number) => recent.everybody(now).map(({ id }) => id);

it('of one visitor, the latest events', () => {
  const recent = new RecentEvents(T0, limits({ perVisitor: 3 }));
  const events = [0, 1, 2, 3, 4].map((i) => event('click', T0 + i));
  recent.add('a', events.slice(0, 2), T0 + 1);
  recent.add('a', events.slice(2), T0 + 4);
  expect(recent.of('a')).toEqual(events.slice(2));
  expect([recent.count, recent.since(T0 + 4), recent.share]).toEqual([3, T0, 1]);
});

it('what lasts long enough goes by age, and `since` moves up', () => {
  const recent = new RecentEvents(T0, limits({ events: 3, spanMs: 1_000 }));
  for (let i = 0; i < 4; i++) recent.add(`v${i}`, [event('click', T0 + i * 600)], T0 + i * 600);
  expect(ids(recent, T0 + 1_800)).toEqual(['v1', 'v2', 'v3']);
  expect([recent.since(T0 + 1_800), recent.share]).toEqual([T0 + 1, 1]);
});

it('of a rush, a sample of visitors is kept whole; when it is over, all are kept again', () => {
  const recent = new RecentEvents(T0, limits({ events: 100, spanMs: 60_000, keepMs: 600_000 }));
  let now = T0;
  for (let i = 0; i < 1_000; i++) {
    now += 10;
    recent.add(`v${i % 500}`, [event('click', now)], now);
  }
  expect(recent.share).toBeLessThanOrEqual(1 / 4);
  expect(recent.since(now)).toBe(T0);
  const sampled = Array.from({ length: 500 }, (_, i) => `v${i}`).filter((id) => recent.isSampled(id));
  expect(sampled.length).toBeGreaterThan(0);
  expect(ids(recent, now).sort()).toEqual(sampled.sort());
  for (const id of sampled) expect(recent.of(id)).toHaveLength(2);

  now += 700_000;
  recent.tidy(now);
  expect(recent.count).toBe(0);
  for (let i = 0; i < 20; i++) {
    now += 60_000;
    recent.tidy(now);
  }
  expect(recent.share).toBe(1);
  recent.add('anybody', [event('click', now)], now);
  expect(ids(recent, now)).toEqual(['anybody']);
});

it('counts what events weigh: a few large ones take the place of many', () => {
  const large = event('form_submit', T0, { text: 'x'.repeat(10_000) });
  expect(weightOf(large)).toBeGreaterThan(20_000);
  const recent = new RecentEvents(T0, limits({ weight: 50_000, spanMs: 0 }));
  for (let i = 0; i < 5; i++) recent.add(`v${i}`, [large], T0 + i);
  expect(ids(recent, T0 + 5)).toEqual(['v3', 'v4']);
  expect(recent.weight).toBeLessThanOrEqual(50_000);
});

it('a visitor can be forgotten', () => {
  const recent = new RecentEvents(T0);
  recent.add('a', [event('click', T0)], T0);
  recent.add('b', [event('click', T0)], T0);
  recent.forget('a');
  recent.forget('nobody');
  expect([ids(recent, T0), recent.count]).toEqual([['b'], 1]);
});
