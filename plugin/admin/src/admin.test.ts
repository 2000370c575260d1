import { createIntl } from 'react-intl';
import type { LiveAlert, LiveSegment } from '../../contracts/answers';
import { FIELD_TEXTS } from '../../contracts/field-texts';
import { doubtful } from './inputs/definitions';
import { judge } from './inputs/json-value';
import { readParts, storedEnds, withEnd, withParts, withSegments } from './inputs/targeting-parts';
import { alertText, listed } from './overview/alert-text';
import { uptimeText } from './overview/duration';
import { hierarchy } from './overview/hierarchy';
import { translateHints } from './text/field-hints';
import type { Say } from './text/text';
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

describe('alerts', () => {
  const about = (over: Partial<LiveAlert>): LiveAlert => ({
    code: 'segment_small',
    about: 'hot',
    message: 'In the server’s words',
    value: 0.045,
    limit: 0.12,
    ...over,
  });
  async function said(alert: LiveAlert, locale: 'en' | 'es'): Promise<string> {
    const [texts] = await loadTranslations([locale]);
    const intl = createIntl({ locale, messages: texts?.data ?? {} });
    const say: Say = (id, values) => intl.formatMessage({ id: fullId(id) }, values);
    const live = { segments: [{ ...segment('hot', null, 0.045), name: 'Hot' }] };
    return alertText(alert, live, say, intl.formatNumber).replaceAll('\u00a0', ' ');
  }

  it.each([
    [
      about({}),
      '“Hot” has 4.5% of the visitors here now; the least audience worth a segment is 12%.',
      '«Hot» reúne a 4,5 % de los visitantes presentes; la audiencia mínima para un segmento es 12 %.',
    ],
    [
      about({ code: 'segment_faint', value: 0.2142, limit: 0.3 }),
      'The signals of “Hot” say little: they weigh 0.21 on average (limit 0.3).',
      'Las señales de «Hot» dicen poco: pesan 0,21 de media (límite 0,3).',
    ],
    [
      about({ code: 'stage_slow', about: 'collect', value: 612.4, limit: 300 }),
      '5 of 100 beacons take more than 612 ms to the end of stage collect (limit 300 ms).',
      '5 de cada 100 envíos tardan más de 612 ms hasta el final de la etapa collect (límite 300 ms).',
    ],
    [
      about({ code: 'refresh_slow', about: 'time', value: 512, limit: 400 }),
      'Segments follow changes that time brings 512 ms late on average (limit 400 ms).',
      'Los segmentos siguen los cambios que trae el tiempo con 512 ms de retraso medio (límite 400 ms).',
    ],
    [about({ code: 'born_later' }), 'In the server’s words', 'In the server’s words'],
    [about({ code: 'refresh_slow', about: 'moon' }), 'In the server’s words', 'In the server’s words'],
    [about({ code: 'segment_stale', value: null }), 'In the server’s words', 'In the server’s words'],
  ])('%j', async (alert, english, spanish) => {
    expect([await said(alert, 'en'), await said(alert, 'es')]).toEqual([english, spanish]);
  });

  it('what is wrong with the catalog is not listed twice', () => {
    expect(listed([about({ code: 'catalog_refused' }), about({})]).map(({ code }) => code)).toEqual([
      'segment_small',
    ]);
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
    const scheduled = { schedule: { from: 'one day', later: 2 }, priority: 'high' };
    expect(withEnd(scheduled, 'until', null)).toEqual({
      schedule: { from: 'one day', later: 2, until: null },
      priority: 'high',
    });
    expect(storedEnds(scheduled)).toEqual({ from: 'one day', until: undefined });
  });
});

it('a picker doubts drafts and unknown keys, but only once it knows the list', () => {
  const options = [
    { key: 'a', name: 'A', status: 'published' as const, documentId: 'doc-a' },
    { key: 'b', name: 'B', status: 'draft' as const, documentId: 'doc-b' },
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
