import type { Catalog } from '@tessera/model';
import { checkCatalog } from '@tessera/model';
import { compileCatalog } from '../../catalog/compiled-catalog.js';
import { event, T0 } from '../../testing/living.js';
import { KEYS, testCatalog } from '../../testing/test-catalog.js';
import { ShownVariants } from './shown-variants.js';

const HOUR_MS = 3_600_000;

function slotsOf(over: Record<string, unknown> = {}) {
  const checked = checkCatalog(testCatalog(over));
  if (!checked.ok) throw new Error(JSON.stringify(checked.refusals));
  const catalog: Catalog = checked.value;
  return compileCatalog(catalog, []).slots;
}

const slots = slotsOf();
const seen = (slot: string, variant: unknown, type = 'impression') =>
  event(type, T0, { slot, variant: variant as string });

it('counts impressions and clicks of a variant in a slot', () => {
  const shown = new ShownVariants(T0);
  for (const one of [
    seen('home_hero', KEYS.laptops),
    seen('home_hero', KEYS.laptops),
    seen('home_hero', KEYS.laptops, 'variant_click'),
    seen('home_hero', KEYS.offer),
    event('click', T0, { slot: 'home_hero', variant: KEYS.laptops }),
  ])
    shown.count(one, slots, T0);
  expect(shown.of('home_hero', KEYS.laptops, slots, T0)).toEqual({ impressions: 2, clicks: 1 });
  expect(shown.of('home_hero', KEYS.offer, slots, T0)).toEqual({ impressions: 1, clicks: 0 });
  expect(shown.of('home_hero', KEYS.plain, slots, T0)).toEqual({ impressions: 0, clicks: 0 });
});

it('knows the fallback by each of its names', () => {
  const shown = new ShownVariants(T0);
  for (const name of ['default', '--fallback--', '', KEYS.plain])
    shown.count(seen('home_hero', name), slots, T0);
  expect(shown.of('home_hero', KEYS.plain, slots, T0).impressions).toBe(4);
  shown.count(seen('page_directives', 'default'), slots, T0);
  expect(shown.of('page_directives', 'default', slots, T0).impressions).toBe(1);
});

it('counts nothing that is not published, and nothing of a wrong shape', () => {
  const shown = new ShownVariants(T0);
  shown.count(seen('no_slot', KEYS.plain), slots, T0);
  shown.count(seen('home_hero', 'NotPublished'), slots, T0);
  shown.count(seen('home_hero', KEYS.banner), slots, T0);
  shown.count(seen('home_hero', 5), slots, T0);
  shown.count(event('impression', T0), slots, T0);
  for (const [slot, variant] of [
    ['no_slot', KEYS.plain],
    ['home_hero', 'NotPublished'],
    ['home_hero', KEYS.banner],
    ['home_hero', KEYS.plain],
  ] as const)
    expect(shown.of(slot, variant, slots, T0)).toEqual({ impressions: 0, clicks: 0 });
});

it('goes on counting over a change of the catalog, for what is in both', () => {
  const shown = new ShownVariants(T0);
  shown.count(seen('home_hero', KEYS.laptops), slots, T0);
  shown.count(seen('home_hero', KEYS.offer), slots, T0);
  const without = slotsOf({ variants: testCatalog().variants.filter(({ key }) => key !== KEYS.offer) });
  shown.count(seen('home_hero', KEYS.laptops), without, T0);
  expect(shown.of('home_hero', KEYS.laptops, without, T0).impressions).toBe(2);
  expect(shown.of('home_hero', KEYS.offer, slotsOf(), T0).impressions).toBe(0);
});

it('looks back a day in whole hours, and says since when', () => {
  // T0 is a whole hour.
  const shown = new ShownVariants(T0 + 60_000);
  shown.count(seen('home_hero', KEYS.plain), slots, T0 + 60_000);
  const last = T0 + 24 * HOUR_MS - 1;
  expect(shown.since(last)).toBe(T0 + 60_000);
  expect(shown.of('home_hero', KEYS.plain, slots, last).impressions).toBe(1);
  expect(shown.since(last + 1)).toBe(T0 + HOUR_MS);
  expect(shown.of('home_hero', KEYS.plain, slots, last + 1).impressions).toBe(0);
});
