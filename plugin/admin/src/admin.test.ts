import { createIntl } from 'react-intl';
import type { LiveSegment } from '../../contracts/answers';
import { FIELD_TEXTS } from '../../contracts/field-texts';
import { doubtful } from './inputs/definitions';
import { judge } from './inputs/json-value';
import { readParts, withParts, withSegments } from './inputs/targeting-parts';
import { fromUtcInput, toUtcInput } from './inputs/utc';
import { uptimeText } from './overview/duration';
import { hierarchy } from './overview/hierarchy';
import { translateHints } from './text/field-hints';
import { fullId, loadTranslations } from './text/translations';

// Strapi's admin panel needs a browser; nothing here asks it for anything.
jest.mock('@strapi/strapi/admin', () => ({
  adminApi: { injectEndpoints: () => ({ useTesseraStatusQuery: null, useTesseraDefinitionsQuery: null }) },
}));

const segment = (key: string, parent: string | null, share: number): LiveSegment => ({
  key,
  name: key,
  parent,
  closed: null,
  active: 1,
  share,
});

describe('hierarchy', () => {
  it('puts children below their parents, the larger share first', () => {
    const rows = hierarchy([
      segment('small', null, 0.1),
      segment('child', 'big', 0.2),
      segment('big', null, 0.4),
      segment('grandchild', 'child', 0.1),
      segment('orphan', 'unborn', 0.3),
    ]);
    expect(rows.map(({ segment: { key }, level }) => `${level} ${key}`)).toEqual([
      '0 big',
      '1 child',
      '2 grandchild',
      '0 orphan',
      '0 small',
    ]);
  });

  it('ends, whatever a server answers', () => {
    expect(hierarchy([segment('a', 'b', 1), segment('b', 'a', 1)])).toEqual([]);
    expect(hierarchy([segment('a', 'a', 1)])).toEqual([]);
  });
});

it('uptime is said in its two largest units', () => {
  const intl = createIntl({ locale: 'en' });
  expect([5, 60, 3_700, 11_543, 90_000].map((seconds) => uptimeText(seconds, intl))).toEqual([
    '5 sec',
    '1 min',
    '1 hr 1 min',
    '3 hr 12 min',
    '1 day 1 hr',
  ]);
});

describe('instants are in UTC, in whichever zone the editor sits', () => {
  it.each([
    ['2026-11-24T09:30', '2026-11-24T09:30:00Z'],
    // An hour that does not exist in some time zones when their clocks go forward.
    ['2026-03-29T02:30', '2026-03-29T02:30:00Z'],
    ['', null],
    ['2026-13-01T00:00', null],
  ])('%s is %s', (text, instant) => {
    expect(fromUtcInput(text)).toBe(instant);
    if (instant) expect(toUtcInput(instant)).toBe(text);
  });

  it('other offsets are converted', () => {
    expect(toUtcInput('2026-11-24T01:00:00+02:00')).toBe('2026-11-23T23:00');
    expect(toUtcInput('soon')).toBe('');
  });
});

describe('a stored targeting', () => {
  it.each([[null], ['text'], [[]], [{ segments: [], schedule: 'x', priority: 'high' }]])(
    '%j is read as nothing',
    (value) => {
      expect(readParts(value)).toMatchObject({
        segments: { any: [], all: [], none: [] },
        when: null,
        priority: 0,
        schedule: { from: null, until: null },
      });
    },
  );

  it('is changed only where it is changed, also in parts the form cannot read', () => {
    const stored = { segments: { any: 'not a list', none: ['b'] }, when: { 'traits.vip': true }, later: 1 };
    expect(withParts(stored, { priority: 3 })).toEqual({ ...stored, priority: 3 });
    expect(withSegments(stored, 'all', ['c'])).toEqual({
      ...stored,
      segments: { any: 'not a list', none: ['b'], all: ['c'] },
    });
    expect(withSegments(null, 'any', ['a'])).toEqual({ segments: { any: ['a'] } });
  });
});

it('a picker doubts drafts and unknown keys, but only once it knows the list', () => {
  const options = [
    { key: 'a', name: 'A', status: 'published' as const },
    { key: 'b', name: 'B', status: 'draft' as const },
  ];
  expect(doubtful(['a', 'b', 'c'], { options, state: { kind: 'ready' } })).toEqual({
    drafts: ['B'],
    unknown: ['c'],
  });
  expect(doubtful(['c'], { options: [], state: { kind: 'loading' } })).toEqual({ drafts: [], unknown: [] });
});

it('what is missing is told apart from what is wrong', () => {
  const refusal = (value: string) => ({ place: 'title', value, message: 'm' });
  expect(judge([refusal('nothing'), refusal('5'), refusal('""')])).toEqual({
    wrong: [refusal('5')],
    missing: [refusal('nothing'), refusal('""')],
  });
});

describe('texts', () => {
  it('get the names under which Strapi looks them up', async () => {
    expect(fullId('page.title')).toBe('tessera.page.title');
    expect(fullId('hint.slot.key')).toBe('tessera.hint.slot.key');
    expect(fullId('field.slot.key')).toBe('content-manager.content-types.plugin::tessera.slot.key');
    const [es, fr] = await loadTranslations(['es', 'fr']);
    expect(es?.data['content-manager.content-types.plugin::tessera.slot.key']).toBe('Clave');
    expect(fr).toEqual({ locale: 'fr', data: {} });
  });

  it('hints are translated unless somebody reworded them', () => {
    const field = (hint: string) => ({ name: 'params', hint });
    const given = [field(FIELD_TEXTS.slot.params?.hint ?? ''), field('Our own words')];
    const [ours, reworded] = translateHints({ layout: { layout: [[given]] } }).layout.layout[0]?.[0] ?? [];
    expect(ours?.hint).toMatchObject({ props: { id: 'tessera.hint.slot.params' } });
    expect(reworded).toBe(given[1]);
  });
});
