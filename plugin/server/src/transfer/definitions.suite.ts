import fc from 'fast-check';
import { CONTENT_EXAMPLES } from '../../../contracts/examples';

/*
 * Small random sets of definitions, as an editor could have made them: some published, some drafts, some published
 * with changes that wait, variants in one or two locales, drafts that lack things.
 */

const key = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/);
const variantKey = fc.stringMatching(/^[A-Za-z0-9]{12}$/);
const name = fc.string({ minLength: 1, maxLength: 12 }).filter((text) => text.trim() !== '');
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null, freq: 2 });

const number = fc.integer({ min: -50, max: 50 });
const condition = fc.oneof(
  fc.record({ 'signals.views': fc.record({ $gt: number }) }),
  fc.record({ 'context.device.type': fc.constantFrom('mobile', 'desktop'), 'traits.tier': fc.string() }),
  fc.record({ $or: fc.array(fc.record({ 'signals.views': number }), { minLength: 1, maxLength: 3 }) }),
  fc.constant({}),
);

const signal = fc.oneof(
  fc.record({
    name: maybe(name),
    kind: fc.constant('count'),
    event: fc.constantFrom('page_view', 'click'),
    window: maybe(fc.constantFrom('page', 'session', '30m')),
    where: maybe(fc.constant({ 'page.type': 'product' })),
    // Left over from another kind: not in a file.
    value: maybe(fc.constant('props.ms')),
  }),
  fc.record({
    name: maybe(name),
    kind: fc.constant('sum'),
    event: fc.constant('dwell'),
    value: fc.constant('props.ms'),
    scale: maybe(fc.constantFrom(0.001, 2, 0)),
    halfLife: maybe(fc.constant('5m')),
  }),
  fc.record({
    name: maybe(name),
    kind: fc.constant('score'),
    max: maybe(number),
    weights: fc.array(fc.record({ event: fc.constant('click'), weight: number }), {
      minLength: 1,
      maxLength: 3,
    }),
  }),
);

const segment = fc.record({
  name,
  parent: maybe(key),
  enabled: fc.boolean(),
  when: maybe(condition),
  hold: maybe(fc.constantFrom('30s', '')),
  audience: maybe(fc.record({ min: fc.constantFrom(0, 0.12, 1), enforce: fc.boolean() })),
});

const slot = fc.record({
  name,
  delivery: fc.constantFrom('shared', 'personal'),
  ttl: maybe(fc.integer({ min: 1, max: 999 })),
  fallback: maybe(variantKey),
  params: maybe(fc.uniqueArray(key, { maxLength: 3 })),
});

const shared = fc.record({
  name,
  slots: fc.uniqueArray(key, { maxLength: 3 }),
  targeting: maybe(
    fc.record(
      {
        segments: fc.record({
          any: fc.uniqueArray(key, { maxLength: 2 }),
          none: fc.uniqueArray(key, { maxLength: 2 }),
        }),
        when: condition,
        priority: number,
      },
      { requiredKeys: [] },
    ),
  ),
});
const content = fc
  .constantFrom('text', 'banner', 'countdown', 'comparison', 'html')
  .map((template) => ({ template, content: CONTENT_EXAMPLES[template as 'text'] }));
const variant = fc.record({
  shared,
  en: content,
  es: maybe(content),
});

const props = fc.dictionary(
  key,
  fc.array(fc.constantFrom('price', 'total'), { minLength: 1, maxLength: 2 }),
  {
    maxKeys: 3,
  },
);
const mapping = fc.oneof(
  fc.record({
    name: maybe(name),
    tag: fc.constantFrom('any', 'segment', 'mixpanel', 'snowplow'),
    event: fc.constantFrom('Lead', 'Buy', 'add_to_cart'),
    type: fc.constantFrom('goal', 'cart_add'),
    props: maybe(props),
    set: maybe(fc.constantFrom({}, { set_goal: 'lead', set_paid: false })),
    enabled: fc.boolean(),
  }),
  fc.record({
    event: fc.constantFrom('Lead', 'Buy'),
    leaveOut: fc.constant(true),
    // Hidden by the form: not in a file.
    type: maybe(fc.constant('goal')),
    enabled: fc.boolean(),
  }),
);

const entry = <T>(keys: fc.Arbitrary<string>, of: fc.Arbitrary<T>) =>
  fc.record({
    key: keys,
    /** Null: only a draft. */
    published: maybe(of),
    /** Null: as what is published, or lacking nearly everything. */
    draft: maybe(of),
  });
const list = <T>(keys: fc.Arbitrary<string>, of: fc.Arbitrary<T>) =>
  fc.uniqueArray(entry(keys, of), { maxLength: 4, selector: ({ key: own }) => own });

export const definitions = fc.record({
  signal: list(key, signal),
  segment: list(key, segment),
  variant: list(variantKey, variant),
  slot: list(key, slot),
  mapping: list(key, mapping),
});
export type Definitions = typeof definitions extends fc.Arbitrary<infer T> ? T : never;
