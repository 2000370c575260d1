// The seed is CommonJS, as Strapi wants its application.
const { slots } = require('../../../demo/cms/src/seed/slots') as { slots: readonly { ttl: number }[] };

/**
 * What a shop with three categories has published: the demo's slots with their `ttl`, fourteen segments that behaviour,
 * time and the request decide, and thirty variants.
 */
export const CATEGORIES = ['laptops', 'phones', 'audio'] as const;

/** The slots' ttl in the demo, which is the same for all. */
export const DEMO_TTL_S = slots[0]?.ttl ?? Number.NaN;

const keyOf = (name: string): string => name.padEnd(12, '0');

const interest = (category: string) => ({
  key: `interest_${category}`,
  kind: 'score',
  halfLife: '10m',
  max: 100,
  weights: [
    { event: 'page_view', where: { 'page.category': category }, weight: 10 },
    { event: 'cart_add', where: { 'page.category': category }, weight: 25 },
    { event: 'scroll', where: { 'page.category': category, 'props.depth': { $gt: 70 } }, weight: 5 },
  ],
});
const focus = (element: string) => ({
  key: `${element}_focus`,
  kind: 'sum',
  event: 'focus',
  value: 'props.ms',
  where: { 'props.element': element },
  halfLife: '5m',
  scale: 0.001,
});

const SIGNALS = [
  ...CATEGORIES.map(interest),
  focus('specs'),
  focus('price'),
  { key: 'views', kind: 'count', event: 'page_view', window: 'session' },
  {
    key: 'compared',
    kind: 'count',
    event: 'page_view',
    where: { 'page.type': 'comparison' },
    window: 'session',
  },
  { key: 'cart_value', kind: 'last', event: 'cart', value: 'props.value', window: 'session' },
  { key: 'since_cart', kind: 'since', event: 'cart_add' },
  { key: 'purchases', kind: 'count', event: 'purchase', window: 'session' },
  { key: 'half_ms', kind: 'last', event: 'scroll', value: 'props.half_ms', window: 'page' },
];

const SEGMENTS: Record<string, object> = {
  ...Object.fromEntries(
    CATEGORIES.map((category) => [`${category}_shopper`, { [`signals.interest_${category}`]: { $gte: 18 } }]),
  ),
  spec_comparer: { $or: [{ 'signals.compared': { $gte: 1 } }, { 'signals.specs_focus': { $gt: 2 } }] },
  price_sensitive: { 'signals.price_focus': { $gt: 1 } },
  high_intent: { 'signals.cart_value': { $gt: 100 }, 'signals.purchases': 0 },
  cart_abandoner: {
    'signals.cart_value': { $gt: 100 },
    'signals.purchases': 0,
    'signals.since_cart': { $gt: 90 },
  },
  buyer: { 'signals.purchases': { $gte: 1 } },
  engaged: { 'signals.views': { $gte: 8 } },
  regular: { 'context.visit.returning': true },
  slow_scroller: { 'signals.half_ms': { $gt: 20_000 } },
  lite_media: { 'context.network.save_data': true },
  // What these two are shown is decided for visitors without a cookie too.
  campaign: { 'context.campaign.name': 'autumn' },
  evening: { 'time.hour': { $gte: 18 } },
};

/** By slots: variant and segment, of the highest priority first; the last is the fallback. */
const VARIANTS: readonly (readonly [slots: string[], variants: Record<string, string | null>])[] = [
  [['home_hero', 'product_banner'], { offer: 'cart_abandoner' }],
  [
    ['home_hero'],
    {
      thanks: 'buyer',
      price: 'price_sensitive',
      comparing: 'spec_comparer',
      engaged: 'engaged',
      laptops: 'laptops_shopper',
      phones: 'phones_shopper',
      audio: 'audio_shopper',
      campaign: 'campaign',
      regular: 'regular',
      evening: 'evening',
      plain: null,
    },
  ],
  [
    ['product_banner'],
    {
      b_thanks: 'buyer',
      b_intent: 'high_intent',
      b_price: 'price_sensitive',
      b_engaged: 'engaged',
      b_laptops: 'laptops_shopper',
      b_phones: 'phones_shopper',
      b_audio: 'audio_shopper',
      b_campaign: 'campaign',
      b_plain: null,
    },
  ],
  [
    ['product_compare'],
    {
      c_specs: 'spec_comparer',
      c_price: 'price_sensitive',
      c_laptops: 'laptops_shopper',
      c_phones: 'phones_shopper',
    },
  ],
  [
    ['page_directives'],
    {
      d_lite: 'lite_media',
      d_calm: 'slow_scroller',
      d_dense: 'engaged',
      d_regular: 'regular',
      d_dark: 'evening',
    },
  ],
];

export type DayCatalog = {
  version: string;
  slots: { key: string; name: string; ttl: number; fallback: string | null; params: string[] }[];
  variants: { key: string; name: string; locales: ReturnType<typeof contentOf>; priority: number }[];
} & Record<string, unknown>;

/** What a variant shows tells which one it is, and since which publish. */
export const contentOf = (key: string, publish: number) => ({
  en: { template: 'banner', content: { title: `shown: ${key} as of ${publish}`, tone: 'plain' } },
});

/** What a page shows, by slot; an empty text where it shows nothing. */
export function shownIn(html: string): Map<string, string> {
  const fragments = html.split('data-tessera-slot="').slice(1);
  return new Map(
    fragments.map((fragment) => {
      const from = fragment.indexOf('shown: ');
      const shown = from < 0 ? '' : fragment.slice(from, fragment.indexOf('<', from));
      return [fragment.slice(0, fragment.indexOf('"')), shown];
    }),
  );
}

export function dayCatalog(ttl: number): DayCatalog {
  const variants = VARIANTS.flatMap(([slots, named]) =>
    Object.entries(named).map(([name, segment], i, { length }) => ({
      key: keyOf(name),
      name,
      slots,
      priority: segment === null ? 0 : length - i + (slots.length > 1 ? 100 : 0),
      segments: { any: segment === null ? [] : [segment] },
      locales: contentOf(keyOf(name), 0),
    })),
  );
  const slot = (key: string, fallback: string | null, params: string[] = []) => ({
    key,
    name: key,
    ttl,
    fallback: fallback && keyOf(fallback),
    params,
  });
  return {
    version: 'day#0',
    signals: SIGNALS,
    segments: Object.entries(SEGMENTS).map(([key, when]) => ({ key, name: key, when })),
    slots: [
      slot('home_hero', 'plain'),
      slot('product_banner', 'b_plain', ['category']),
      slot('product_compare', null),
      slot('page_directives', null),
    ],
    variants,
    experiments: [],
  };
}
