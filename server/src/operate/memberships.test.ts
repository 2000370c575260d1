import { compileCatalog } from '../catalog/compiled-catalog.js';
import { Personaliser } from '../personaliser.js';
import { memoryStore } from '../profiles/memory-store.js';
import { catalogOf } from '../testing/engine/catalogs.js';
import { sampleMemberships } from './memberships.js';

const NOW = 1_800_000_000_000;
const compiled = (atLeast: number) =>
  compileCatalog(
    catalogOf(
      [{ key: 'clicks', kind: 'count', event: 'click' }],
      [{ key: 'keen', name: 'Keen', when: { 'signals.clicks': { $gte: atLeast } } }],
    ),
    [],
  );

/** 60 visitors, one in three of whom clicked; and one who came an hour ago and clicked. */
async function visited(): Promise<Personaliser> {
  const keeping = { mostVisitors: 1_000, retentionMs: 86_400_000, audienceFrom: 100 };
  const personaliser = new Personaliser(memoryStore(), keeping, () => NOW);
  await personaliser.swap(compiled(1));
  const click = (time: number) => ({ id: null, type: 'click', time, page: {}, props: {} });
  const hourAgo = NOW - 3_600_000;
  personaliser.visitors.take('hour-ago-visitor', [click(hourAgo)], null, hourAgo);
  for (let i = 0; i < 60; i++)
    personaliser.visitors.take(`visitor${i}`.padEnd(16, '_'), i % 3 === 0 ? [click(NOW)] : [], null, NOW);
  return personaliser;
}

it('the segments of active visitors', async () => {
  const memberships = await sampleMemberships(await visited(), 100);
  expect(memberships).toHaveLength(60);
  expect(memberships.filter(([first]) => first === 'keen')).toHaveLength(20);
});

it('of no more than asked for', async () => {
  expect(await sampleMemberships(await visited(), 7)).toHaveLength(7);
});

it('by one catalog, also if another one comes meanwhile', async () => {
  const personaliser = await visited();
  const sampling = sampleMemberships(personaliser, 100);
  await personaliser.swap(compiled(2));
  const memberships = await sampling;
  expect(memberships).toHaveLength(60);
  const keen = memberships.filter((keys) => keys.includes('keen')).length;
  // Sampled in one slice before the swap, or anew after it: never some of each.
  expect([0, 20]).toContain(keen);
});
