import type { StorySettings } from './story';

/** Broad intent above, specific action below. */
export const segments = ({ hesitationSeconds }: StorySettings) =>
  [
    {
      key: 'laptop_shopper',
      name: 'Laptop shopper',
      // Two laptops looked at are worth 20, less what has decayed since the first.
      when: { 'signals.laptop_interest': { $gte: 18 } },
    },
    {
      key: 'spec_comparer',
      name: 'Spec comparer',
      parent: 'laptop_shopper',
      when: { $or: [{ 'signals.compared': { $gte: 1 } }, { 'signals.spec_focus': { $gt: 2 } }] },
    },
    {
      key: 'price_sensitive',
      name: 'Price-sensitive',
      parent: 'laptop_shopper',
      when: { 'signals.price_focus': { $gt: 1 } },
    },
    {
      key: 'high_intent',
      name: 'High intent',
      when: { 'signals.cart_value': { $gt: 100 }, 'signals.purchases': 0 },
    },
    {
      key: 'cart_abandoner',
      name: 'Cart abandoner (high intent)',
      parent: 'high_intent',
      when: { 'signals.since_cart': { $gt: hesitationSeconds } },
    },
    {
      key: 'lite_media',
      name: 'Slow or metered network',
      when: {
        $or: [
          { 'context.network.type': { $in: ['slow-2g', '2g', '3g'] } },
          { 'context.network.save_data': true },
        ],
      },
    },
    {
      key: 'slow_scroller',
      name: 'Very slow scroller',
      when: { 'signals.scroll_half_ms': { $gt: 20_000 } },
    },
  ].map((segment) => ({ ...segment, enabled: true }));
