import type { Catalog } from '@tessera/model';
import { compileEngine } from '../../engine/engine.js';
import { LiveVisitors } from '../../profiles/live-visitors.js';
import { memoryStore } from '../../profiles/memory-store.js';
import { catalogOf } from '../../testing/engine/catalogs.js';
import { seeded } from '../../testing/random.js';
import { type SampleSize, sampleVisitors } from './sample.js';

const NOW = 1_800_000_000_000;
const catalog: Catalog = catalogOf(
  [{ key: 'clicks', kind: 'count', event: 'click' }],
  [{ key: 'keen', name: 'Keen', when: { 'signals.clicks': { $gte: 2 } } }],
);
const clock = () => NOW;
const everybody: SampleSize = { most: 10_000, least: 10_000, patienceMs: 10_000 };
const idOf = (i: number) => `visitor${i}`.padEnd(16, '_');

/** The i-th of `count` was last seen i seconds ago and has clicked i % 4 times. */
function visitorsOf(count: number): LiveVisitors {
  const visitors = new LiveVisitors(compileEngine(catalog), memoryStore(), {
    mostVisitors: 100_000,
    retentionMs: 86_400_000,
  });
  for (let i = count - 1; i >= 0; i--) {
    const time = NOW - i * 1_000;
    const click = { id: null, type: 'click', time, page: {}, props: {} };
    visitors.take(idOf(i), new Array(i % 4).fill(click), null, time);
  }
  return visitors;
}

it('shows everybody seen since, each once, as they are', async () => {
  const visitors = visitorsOf(300);
  const seen = new Map<string, boolean>();
  const sample = await sampleVisitors(
    visitors,
    clock,
    { since: NOW - 99_000, size: everybody },
    (visitor, at) => {
      expect(at).toBe(NOW);
      seen.set(visitor.id, visitor.segments.has('keen'));
    },
  );
  expect(sample).toEqual({ sampled: 100, of: 100, whole: true });
  expect(seen.size).toBe(100);
  for (let i = 0; i < 100; i++) expect([i, seen.get(idOf(i))]).toEqual([i, i % 4 >= 2]);
});

it('looks at no more than it is asked to, and at other ones each time', async () => {
  const visitors = visitorsOf(2_000);
  const random = seeded(3);
  const look = async () => {
    const ids: string[] = [];
    const size = { ...everybody, most: 50 };
    const sample = await sampleVisitors(visitors, clock, { since: 0, size, random }, ({ id }) =>
      ids.push(id),
    );
    expect(sample).toEqual({ sampled: 50, of: 2_000, whole: true });
    return ids;
  };
  const [one, other] = [await look(), await look()];
  expect(one.filter((id) => other.includes(id)).length).toBeLessThan(10);
});

it('has patience for so long, and then is content with the least', async () => {
  const visitors = visitorsOf(2_000);
  const size = { most: 10_000, least: 20, patienceMs: 0 };
  const slow = () => {
    for (const start = performance.now(); performance.now() - start < 1; );
  };
  expect(await sampleVisitors(visitors, clock, { since: 0, size }, slow)).toMatchObject({
    sampled: 20,
    of: 2_000,
  });
});

it('others get their turn meanwhile; who is forgotten by then is not counted', async () => {
  const visitors = visitorsOf(1_000);
  let turns = 0;
  let forgotten = 0;
  const timer = setInterval(() => {
    turns += 1;
    if (forgotten < 5) void visitors.forget(idOf(forgotten++));
  }, 1);
  const seen = new Set<string>();
  const sample = await sampleVisitors(visitors, clock, { since: 0, size: everybody }, ({ id }) => {
    for (const start = performance.now(); performance.now() - start < 0.05; );
    seen.add(id);
  });
  clearInterval(timer);
  expect(turns).toBeGreaterThan(5);
  expect(sample.sampled).toBe(seen.size);
  expect(sample.of).toBe(seen.size);
  expect(sample.of).toBeGreaterThanOrEqual(995);
});

it('stops when another catalog comes', async () => {
  const visitors = visitorsOf(1_000);
  let swapped: Promise<void> | null = null;
  const sample = await sampleVisitors(visitors, clock, { since: 0, size: everybody }, () => {
    swapped ??= visitors.swap(compileEngine(catalog), clock);
  });
  await swapped;
  expect([sample.whole, sample.sampled]).toEqual([false, 1]);
});

it('changes nothing that is kept', async () => {
  const visitors = visitorsOf(50);
  const before = [visitors.audience.active, visitors.audience.in('keen'), visitors.nextWakeup];
  const later = () => NOW + 3_600_000;
  await sampleVisitors(visitors, later, { since: 0, size: everybody }, ({ segments }) =>
    segments.set('keen', 0),
  );
  expect([visitors.audience.active, visitors.audience.in('keen'), visitors.nextWakeup]).toEqual(before);
  expect(visitors.find(idOf(2), NOW)?.segments.has('keen')).toBe(true);
});
