import { checkCatalog } from '@tessera/model';
import { compileCatalog } from '../catalog/compiled-catalog.js';
import { Personaliser } from '../personaliser.js';
import { memoryStore } from '../profiles/memory-store.js';
import { event, T0 } from '../testing/living.js';
import { KEYS, testCatalog } from '../testing/test-catalog.js';
import { countDecided } from './live-variants.js';

function compiled(over: Record<string, unknown> = {}) {
  const checked = checkCatalog(testCatalog(over));
  if (!checked.ok) throw new Error(JSON.stringify(checked.refusals));
  return compileCatalog(checked.value, []);
}

/** 60 active visitors, one in three of whom looked at laptops; and one who did so an hour ago. */
async function visited(): Promise<Personaliser> {
  const keeping = { mostVisitors: 1_000, retentionMs: 86_400_000, audienceFrom: 100 };
  const personaliser = new Personaliser(memoryStore(), keeping, () => T0);
  await personaliser.swap(compiled());
  const look = (time: number) => ({ ...event('page_view', time), page: { category: 'laptops' } });
  const hourAgo = T0 - 3_600_000;
  personaliser.visitors.take('hour-ago-visitor', [look(hourAgo), look(hourAgo)], null, hourAgo);
  for (let i = 0; i < 60; i++)
    personaliser.visitors.take(
      `visitor${i}`.padEnd(16, '_'),
      i % 3 === 0 ? [look(T0), look(T0)] : [],
      null,
      T0,
    );
  return personaliser;
}

it('for whom of the active visitors each variant is decided', async () => {
  const { active, sampled, bySlot } = await countDecided(await visited());
  expect([active, sampled]).toEqual([60, 60]);
  expect(Object.fromEntries(bySlot.get('home_hero') ?? [])).toEqual({ [KEYS.laptops]: 20, [KEYS.plain]: 40 });
  expect(Object.fromEntries(bySlot.get('page_directives') ?? [])).toEqual({ default: 60 });
  expect([...bySlot.keys()]).toEqual(['home_hero', 'product_banner', 'page_directives', 'greeting']);
});

it('of many, a sample', async () => {
  const size = { most: 7, least: 7, patienceMs: 0 };
  const { active, sampled, bySlot } = await countDecided(await visited(), size);
  expect([active, sampled]).toEqual([60, 7]);
  const counts = [...(bySlot.get('home_hero') ?? [])].map(([, count]) => count);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(7);
});

it('by one catalog, also if another one comes meanwhile', async () => {
  const personaliser = await visited();
  const counting = countDecided(personaliser);
  const variants = testCatalog().variants.filter(({ key }) => key !== KEYS.laptops);
  await personaliser.swap(compiled({ version: 'test#2', variants }));
  const counts = Object.fromEntries((await counting).bySlot.get('home_hero') ?? []);
  // Counted in one slice before the swap, or anew after it: never some of each.
  expect([{ [KEYS.laptops]: 20, [KEYS.plain]: 40 }, { [KEYS.plain]: 60 }]).toContainEqual(counts);
});
