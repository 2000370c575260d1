import { variant } from '../content-types/variant';
import { type Change, type LocaleRow, SHARED, sharedOf, wantedAfter } from './shared-fields';

const shared = (targeting: string) => ({ name: 'V', key: 'k', slots: ['s'], targeting });
const row = (locale: string, status: 'draft' | 'published', targeting: string): LocaleRow => ({
  locale,
  publishedAt: status === 'draft' ? null : 'then',
  ...shared(targeting),
});
const change = (
  action: Change['action'],
  locales: Change['locales'],
  more: Partial<Change> = {},
): Change => ({
  action,
  locales,
  data: {},
  publishes: false,
  ...more,
});
/** The targetings that are wanted, of a variant whose targeting was published as `old` and is `new` in drafts. */
function targetings(
  of: Change,
  rows = [
    row('es', 'published', 'stale'),
    row('en', 'published', 'old'),
    row('es', 'draft', 'stale'),
    row('en', 'draft', 'new'),
  ],
) {
  const { draft, published } = wantedAfter(of, rows, 'en');
  return [draft?.targeting, published?.targeting];
}

it('knows the fields that the content type does not localise', () => {
  const attributes = Object.entries(variant.schema.attributes as Record<string, { pluginOptions?: unknown }>);
  const fixed = attributes.filter(
    ([, { pluginOptions }]) => JSON.stringify(pluginOptions) === '{"i18n":{"localized":false}}',
  );
  expect(fixed.map(([name]) => name)).toEqual([...SHARED]);
});

it.each<[string, Change, string, string]>([
  ['publishing the default locale publishes its draft', change('publish', ['en']), 'new', 'new'],
  ['publishing all does too', change('publish', '*'), 'new', 'new'],
  ['publishing a translation does not', change('publish', ['es']), 'new', 'old'],
  ['discarding the default draft takes back what is published', change('discardDraft', ['en']), 'old', 'old'],
  ['discarding a translation does not', change('discardDraft', ['es']), 'new', 'old'],
  ['saving text changes no targeting', change('update', ['es'], { data: { content: 1 } }), 'new', 'old'],
  ['saving targeting is for all drafts', change('update', ['es'], { data: { targeting: 'x' } }), 'x', 'old'],
  [
    'saving and publishing the default locale at once',
    change('update', ['en'], { data: { targeting: 'x' }, publishes: true }),
    'x',
    'x',
  ],
  [
    'saving and publishing a translation at once',
    change('update', ['es'], { data: { targeting: 'x' }, publishes: true }),
    'x',
    'old',
  ],
])('%s', (_what, of, draft, published) => {
  expect(targetings(of)).toEqual([draft, published]);
});

it('nothing is published that was not; without the default locale, the first by name leads', () => {
  const drafts = [row('es', 'draft', 'es'), row('ca', 'draft', 'ca')];
  expect(targetings(change('publish', ['es']), drafts)).toEqual(['ca', undefined]);
  expect(targetings(change('publish', ['ca']), drafts)).toEqual(['ca', 'ca']);
  expect(targetings(change('publish', ['en']), [...drafts, row('en', 'draft', 'en')])).toEqual(['en', 'en']);
  expect(targetings(change('update', ['en']), [])).toEqual([undefined, undefined]);
});

it('a field that is not there is null', () => {
  expect(sharedOf({ ...shared('x'), slots: undefined }).slots).toBeNull();
});
