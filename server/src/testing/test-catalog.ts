/** A small catalog with every kind of thing in it, as it comes over the wire. */
export const KEYS = {
  plain: 'PlainHero0_-',
  laptops: 'LaptopsHero0',
  offer: 'OfferHero000',
  banner: 'BannerPlain0',
  lite: 'LiteMedia000',
  greeting: 'Greeting0000',
} as const;

const hero = (title: string) => ({ template: 'hero', content: { title } });

export const testCatalog = (over: Record<string, unknown> = {}) => ({
  version: 'test#1',
  signals: [
    { key: 'views', kind: 'count', event: 'page_view', window: 'session' },
    { key: 'laptop_views', kind: 'count', event: 'page_view', where: { 'page.category': 'laptops' } },
    { key: 'cart_value', kind: 'last', event: 'cart', value: 'props.value', window: 'session' },
    { key: 'since_cart', kind: 'since', event: 'cart_add' },
    { key: 'heat', kind: 'score', halfLife: '10s', weights: [{ event: 'click', weight: 8 }] },
  ],
  segments: [
    { key: 'laptop_shopper', name: 'Laptop shopper', when: { 'signals.laptop_views': { $gte: 2 } } },
    { key: 'high_intent', name: 'High intent', when: { 'signals.cart_value': { $gt: 100 } } },
    {
      key: 'cart_abandoner',
      name: 'Cart abandoner',
      parent: 'high_intent',
      when: { 'signals.since_cart': { $gt: 90 } },
    },
    { key: 'hot', name: 'Hot', when: { 'signals.heat': { $gt: 4 } } },
    { key: 'slow_net', name: 'Slow network', when: { 'context.network.save_data': true } },
  ],
  slots: [
    { key: 'home_hero', name: 'Hero', fallback: KEYS.plain },
    { key: 'product_banner', name: 'Banner', fallback: KEYS.banner, params: ['category'], ttl: 30 },
    { key: 'page_directives', name: 'Directives' },
    { key: 'greeting', name: 'Greeting', delivery: 'personal', fallback: KEYS.greeting },
  ],
  variants: [
    {
      key: KEYS.plain,
      name: 'Plain',
      slots: ['home_hero'],
      locales: { en: hero('Hello'), es: hero('¡Hola, señor!') },
    },
    {
      key: KEYS.laptops,
      name: 'Laptops',
      slots: ['home_hero'],
      segments: { any: ['laptop_shopper'] },
      priority: 10,
      locales: { en: hero('Laptops') },
    },
    {
      key: KEYS.offer,
      name: 'Offer',
      slots: ['home_hero'],
      segments: { any: ['cart_abandoner'] },
      priority: 40,
      locales: { en: hero('Take 10 % off') },
    },
    {
      key: KEYS.banner,
      name: 'Banner',
      slots: ['product_banner'],
      locales: { en: { template: 'banner', content: { title: 'Free delivery of {{ params.category }}' } } },
    },
    {
      key: KEYS.lite,
      name: 'Lite media',
      slots: ['page_directives'],
      segments: { any: ['slow_net'] },
      locales: { en: { template: 'directives', content: { directives: ['lite-media'] } } },
    },
    {
      key: KEYS.greeting,
      name: 'Greeting',
      slots: ['greeting'],
      locales: { en: { template: 'text', content: { text: 'Hello {{ traits.first_name }}' } } },
    },
  ],
  experiments: [],
  ...over,
});
