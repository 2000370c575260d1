import { type Catalog, checkCatalog } from '@tessera/model';
import { KEYS, testCatalog } from '../testing/test-catalog.js';
import { changedTags } from './changed-tags.js';

function catalogOf(over: object = {}): Catalog {
  const checked = checkCatalog(testCatalog({ version: 'x', ...over }));
  if (!checked.ok) throw new Error(JSON.stringify(checked.refusals));
  return checked.value;
}

const before = catalogOf();
const variants = (key: string, over: object) =>
  testCatalog().variants.map((one) => (one.key === key ? { ...one, ...over } : one));
const tagsAfter = (over: object) => [...changedTags(before, catalogOf(over))].sort();

it('nothing for what nobody is shown otherwise', () => {
  expect(tagsAfter({ version: 'another' })).toEqual([]);
  expect(tagsAfter({ variants: variants(KEYS.offer, { name: 'Another name' }) })).toEqual([]);
});

it('a variant whose content changed, and one that went', () => {
  const locales = { en: { template: 'hero', content: { title: 'New' } } };
  expect(tagsAfter({ variants: variants(KEYS.offer, { locales }) })).toEqual([`variant-${KEYS.offer}`]);
  const without = testCatalog().variants.filter(({ key }) => key !== KEYS.offer);
  expect(tagsAfter({ variants: without })).toEqual(['default-home_hero', `variant-${KEYS.offer}`]);
});

it('a slot that changed', () => {
  const slots = testCatalog().slots.map((slot) => (slot.key === 'home_hero' ? { ...slot, ttl: 7 } : slot));
  expect(tagsAfter({ slots })).toEqual(['slot-home_hero']);
});

it('what visitors without a cookie are shown, where it may be decided otherwise', () => {
  expect(tagsAfter({ variants: variants(KEYS.offer, { priority: 50 }) })).toEqual(['default-home_hero']);
  const segments = testCatalog().segments.map((one) => ({ ...one, enabled: one.key !== 'hot' }));
  expect(tagsAfter({ segments })).toEqual([
    'default-greeting',
    'default-home_hero',
    'default-page_directives',
    'default-product_banner',
  ]);
});
