import { VARIANT_KEYS } from './story';

export const slots = [
  {
    key: 'home_hero',
    name: 'Hero',
    delivery: 'shared',
    ttl: 3600,
    fallback: VARIANT_KEYS.heroDefault,
  },
  {
    key: 'product_banner',
    name: 'Product banner',
    delivery: 'shared',
    ttl: 3600,
    fallback: VARIANT_KEYS.bannerDefault,
    params: ['category'],
  },
  { key: 'product_compare', name: 'Comparison below the specs', delivery: 'shared', ttl: 3600 },
  { key: 'page_directives', name: 'Page-wide hints', delivery: 'shared', ttl: 3600 },
];
