import { checkCatalog } from '../catalog.js';
import { checkMapping } from './mapping.js';

const mapping = (over: object = {}) => ({ key: 'lead', event: 'Lead Captured', type: 'goal', ...over });
const catalog = (mappings: unknown) => ({
  version: '1',
  signals: [],
  segments: [],
  slots: [],
  variants: [],
  experiments: [],
  mappings,
});
const refusalsOf = (json: unknown) => {
  const checked = checkMapping(json);
  if (checked.ok) throw new Error('was accepted');
  return checked.refusals;
};

it('a mapping needs a key, their name and our type; the rest comes by itself', () => {
  expect(checkMapping(mapping())).toEqual({
    ok: true,
    value: {
      key: 'lead',
      name: null,
      tag: null,
      event: 'Lead Captured',
      type: 'goal',
      props: {},
      set: {},
      enabled: true,
    },
  });
  const full = {
    key: 'lead',
    name: 'Leads',
    tag: 'snowplow',
    event: 'lead_captured',
    type: 'goal',
    props: { value: ['lead_value', 'value'], 'lead-kind': ['kind'] },
    set: { goal: 'lead', weight: 2, paid: false },
    enabled: false,
  };
  expect(checkMapping(full)).toEqual({ ok: true, value: full });
});

it('type null leaves the event out, and must be said', () => {
  expect(checkMapping(mapping({ type: null }))).toMatchObject({ ok: true, value: { type: null } });
  expect(refusalsOf({ key: 'lead', event: 'Lead' })).toEqual([
    {
      place: 'type',
      value: 'nothing',
      message: 'is required: must be the type of one of our events, or null to leave the event out',
    },
  ]);
});

it.each<[string, object, string, string, RegExp]>([
  ['a key', { key: 'Lead' }, 'key', '"Lead"', /a-z, 0-9 and _/],
  ['a tag', { tag: 'matomo' }, 'tag', '"matomo"', /one of segment, mixpanel, snowplow, or null/],
  ['no name of theirs', { event: '' }, 'event', '""', /the other tag's name/],
  ['a name with a space after it', { event: 'Lead ' }, 'event', '"Lead "', /begin or end with a space/],
  ['a name too long', { event: 'x'.repeat(256) }, 'event', expect.anything(), /at most 255/],
  ['a type', { type: 'Goal' }, 'type', '"Goal"', /type of an event, e\.g\. page_view/],
  ['identify', { type: 'identify' }, 'type', '"identify"', /must not be identify or consent/],
  ['consent', { type: 'consent' }, 'type', '"consent"', /must not be identify or consent/],
  ['props as a list', { props: [] }, 'props', '[]', /object of lists of their names/],
  ['one name that is no list', { props: { goal: 'kind' } }, 'props.goal', '"kind"', /list of 1 to 10/],
  ['no names', { props: { goal: [] } }, 'props.goal', '[]', /list of 1 to 10/],
  ['too many names', { props: { a: Array(11).fill('b') } }, 'props.a', expect.anything(), /1 to 10/],
  ['a name that is none', { props: { goal: ['kind', 7] } }, 'props.goal[1]', '7', /their name of a property/],
  ['our name', { props: { 'a b': ['c'] } }, 'props.a b', '"a b"', /our name of a property/],
  ['what all objects have', { set: { constructor: 1 } }, 'set.constructor', expect.anything(), /our name/],
  ['a constant', { set: { goal: null } }, 'set.goal', 'null', /a text of at most 255/],
  ['a list as a constant', { set: { goal: ['a'] } }, 'set.goal', '["a"]', /a number, true or false/],
  [
    'what is set and read at once',
    { props: { goal: ['kind'] }, set: { goal: 'lead' } },
    'set.goal',
    '"lead"',
    /must not be in props, too/,
  ],
  [
    'properties of what is left out',
    { type: null, set: { goal: 'lead' } },
    'set',
    '{"goal":"lead"}',
    /must be empty where type is null/,
  ],
  ['an unknown field', { events: 'x' }, 'events', '"x"', /unknown field/],
])('refuses %s, with its place and what is allowed', (_, over, place, value, message) => {
  expect(refusalsOf(mapping(over))).toEqual([{ place, value, message: expect.stringMatching(message) }]);
});

it('a property called __proto__ is refused, not written', () => {
  const json = JSON.parse('{"key":"a","event":"A","type":"click","props":{"__proto__":["b"]}}');
  expect(refusalsOf(json)).toMatchObject([{ place: 'props.__proto__' }]);
});

it('at most so many properties are named', () => {
  const set = Object.fromEntries(Array.from({ length: 31 }, (_, index) => [`p${index}`, index]));
  expect(refusalsOf(mapping({ set }))).toEqual([
    { place: 'set', value: '31', message: 'must name at most 30 properties' },
  ]);
});

describe('in a catalog', () => {
  it('the list may be left out or null: older catalogs stay valid', () => {
    for (const none of [undefined, null, []])
      expect(checkCatalog(catalog(none))).toMatchObject({ ok: true, value: { mappings: [] } });
  });

  it('two of the same event of the same tag are refused, naming both, unless one is disabled', () => {
    const both = [mapping({ tag: 'segment' }), mapping({ key: 'prospect', tag: 'segment', type: null })];
    expect(checkCatalog(catalog(both))).toEqual({
      ok: false,
      refusals: [
        {
          place: 'mappings[1].event',
          value: '"Lead Captured"',
          message: 'is mapped twice for segment, by "lead" and by "prospect"; disable one of them',
        },
      ],
    });
    const [one, other] = both;
    expect(checkCatalog(catalog([one, { ...other, enabled: false }])).ok).toBe(true);
    expect(checkCatalog(catalog([{ ...one, enabled: false }, other])).ok).toBe(true);
    expect(checkCatalog(catalog([mapping(), mapping({ key: 'again' })]))).toMatchObject({
      refusals: [{ message: 'is mapped twice for any tag, by "lead" and by "again"; disable one of them' }],
    });
  });

  it('one for any tag and one for each tag can stand beside each other', () => {
    const list = [null, 'segment', 'mixpanel', 'snowplow'].map((tag, n) => mapping({ key: `m${n}`, tag }));
    expect(checkCatalog(catalog(list)).ok).toBe(true);
  });

  it('keys are unique, and there are at most 500', () => {
    expect(checkCatalog(catalog([mapping(), mapping({ event: 'Other' })]))).toMatchObject({
      refusals: [{ place: 'mappings[1].key', message: 'must be unique; mappings[0] has it already' }],
    });
    const many = Array.from({ length: 501 }, (_, n) => mapping({ key: `m${n}`, event: `E${n}` }));
    expect(checkCatalog(catalog(many))).toMatchObject({
      refusals: [{ place: 'mappings', message: 'must hold at most 500 mappings' }],
    });
  });
});
