import fc from 'fast-check';
import { BUILT_IN_NAMES } from './built-in-names.js';
import { checkMapping, doubledMappings, type Mapping } from './mapping.js';
import { namesByTag } from './names-for.js';
import type { Naming } from './naming.js';
import { TAGS, type Tag } from './tags.js';

/** The rule as it is told to people, looked up in the list itself. */
function slowly(mappings: readonly Mapping[], tag: Tag, event: string): Naming | null | undefined {
  const wins =
    mappings.find((one) => one.enabled && one.event === event && one.tag === tag) ??
    mappings.find((one) => one.enabled && one.event === event && one.tag === null);
  if (!wins) return Object.hasOwn(BUILT_IN_NAMES[tag], event) ? BUILT_IN_NAMES[tag][event] : undefined;
  return wins.type === null ? null : { type: wins.type, props: wins.props, set: wins.set };
}

const events = fc.constantFrom(
  'Product Added',
  'add_to_cart',
  'Lead',
  'constructor',
  '__proto__',
  'Purchase',
);
const prop = fc.constantFrom('goal', 'value', 'sku');
const mappings = fc
  .uniqueArray(
    fc.record({
      tag: fc.constantFrom(null, ...TAGS),
      event: events,
      type: fc.constantFrom(null, 'goal', 'cart_add'),
      props: fc.dictionary(prop, fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 2 })),
      enabled: fc.boolean(),
    }),
    { selector: ({ tag, event, enabled }) => JSON.stringify([tag, event, enabled]), maxLength: 20 },
  )
  .map((list) =>
    list.map((one, index): Mapping => {
      const json = { key: `m${index}`, ...one, ...(one.type === null ? { props: {} } : {}) };
      const checked = checkMapping(json);
      if (!checked.ok) throw new Error(JSON.stringify(checked.refusals));
      return checked.value;
    }),
  );

it('property: the table of each tag says what the list of mappings says, name by name', () => {
  fc.assert(
    fc.property(mappings, fc.constantFrom(...TAGS), events, (list, tag, event) => {
      expect(doubledMappings(list)).toEqual([]);
      expect(namesByTag(list)[tag].get(event)).toEqual(slowly(list, tag, event));
    }),
    { numRuns: 2_000 },
  );
});

it('without mappings, each tag has its built-in names and no others', () => {
  const names = namesByTag([]);
  for (const tag of TAGS) expect(Object.fromEntries(names[tag])).toEqual(BUILT_IN_NAMES[tag]);
});

it('what is built in would be taken as mappings, too', () => {
  for (const tag of TAGS)
    for (const [event, naming] of Object.entries(BUILT_IN_NAMES[tag]))
      expect([event, checkMapping({ key: 'a', tag, event, ...naming })]).toMatchObject([event, { ok: true }]);
});
