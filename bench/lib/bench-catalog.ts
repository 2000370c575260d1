/** A catalog of the size of the demo's: ten signals, seven segments, four slots, ten variants. */
export function benchCatalog(): unknown {
  const key = (name: string) => name.padEnd(12, '0');
  const hero = (title: string) => ({
    en: {
      template: 'hero',
      content: {
        eyebrow: 'Nimbus',
        title,
        text: 'Thirty days to change your mind, and free delivery on everything over fifty euros.',
        image: { src: '/img/hero.svg', alt: 'A laptop on a desk', width: 1200, height: 600 },
        cta: { label: 'See what fits', href: '/c/laptops' },
      },
    },
  });
  const variant = (name: string, segment: string | null, priority: number, slots = ['home_hero']) => ({
    key: key(name),
    name,
    slots,
    priority,
    segments: { any: segment === null ? [] : [segment] },
    locales: hero(name),
  });
  return {
    version: 'bench#1',
    signals: [
      {
        key: 'interest',
        kind: 'score',
        halfLife: '10m',
        max: 100,
        weights: [
          { event: 'page_view', where: { 'page.category': 'laptops' }, weight: 10 },
          { event: 'cart_add', weight: 25 },
          { event: 'scroll', where: { 'page.category': 'laptops', 'props.depth': { $gt: 70 } }, weight: 5 },
        ],
      },
      {
        key: 'spec_focus',
        kind: 'sum',
        event: 'focus',
        where: { 'props.element': 'specs' },
        value: 'props.ms',
        halfLife: '5m',
      },
      {
        key: 'price_focus',
        kind: 'sum',
        event: 'focus',
        where: { 'props.element': 'price' },
        value: 'props.ms',
        halfLife: '5m',
      },
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
      { key: 'scroll_depth', kind: 'max', event: 'scroll', value: 'props.depth', window: 'page' },
      { key: 'half_ms', kind: 'last', event: 'scroll', value: 'props.half_ms', window: 'page' },
      { key: 'time_on_page', kind: 'sum', event: 'dwell', value: 'props.ms', scale: 0.001, window: 'page' },
    ],
    segments: [
      { key: 'laptop_shopper', name: 'Laptop shopper', when: { 'signals.interest': { $gte: 20 } } },
      {
        key: 'comparer',
        name: 'Comparer',
        parent: 'laptop_shopper',
        when: { $or: [{ 'signals.compared': { $gte: 1 } }, { 'signals.spec_focus': { $gt: 2000 } }] },
      },
      {
        key: 'price_sensitive',
        name: 'Price',
        parent: 'laptop_shopper',
        when: { 'signals.price_focus': { $gt: 1000 } },
      },
      {
        key: 'high_intent',
        name: 'High intent',
        when: { 'signals.cart_value': { $gt: 100 }, 'signals.purchases': 0 },
      },
      {
        key: 'cart_abandoner',
        name: 'Abandoner',
        parent: 'high_intent',
        when: { 'signals.since_cart': { $gt: 90 } },
      },
      { key: 'lite_media', name: 'Lite', when: { 'context.network.type': { $in: ['slow-2g', '2g', '3g'] } } },
      { key: 'slow_scroller', name: 'Slow', when: { 'signals.half_ms': { $gt: 20000 } } },
    ],
    slots: [
      { key: 'home_hero', name: 'Hero', fallback: key('plain') },
      { key: 'product_banner', name: 'Banner', fallback: key('banner'), params: ['category'] },
      { key: 'product_compare', name: 'Compare' },
      { key: 'page_directives', name: 'Directives' },
    ],
    variants: [
      variant('plain', null, 0),
      variant('banner', null, 0, ['product_banner']),
      variant('laptops', 'laptop_shopper', 10),
      variant('comparing', 'comparer', 20),
      variant('price', 'price_sensitive', 30),
      variant('offer', 'cart_abandoner', 40),
      variant('offer_banner', 'cart_abandoner', 40, ['product_banner']),
      variant('compare', 'comparer', 10, ['product_compare']),
      variant('lite', 'lite_media', 10, ['page_directives']),
      variant('calm', 'slow_scroller', 5, ['page_directives']),
    ],
    experiments: [],
  };
}
